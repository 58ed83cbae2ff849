import { describe, expect, it } from "vitest";
import type { ImageId } from "../action";
import type { Turn } from "../dialect";
import { FLAVOURS, flavourOf } from "./flavour";
import { bodyOf, fieldsNamed, GO_ON, messagesOf } from "./request";
import { asking, parseRequest, type ServedFlavour } from "./testing";

const PICTURE = "a".repeat(64) as ImageId;
const urlOf = (): string => "data:image/png;base64,iVBORw0KGgo=";
const text = (words: string) => ({ kind: "text" as const, text: words });
const image = { kind: "image" as const, image: PICTURE };

const LINE: readonly Turn[] = [
  { role: "system", parts: [text("You may zoom.")] },
  { role: "user", parts: [image, text("Which letter?")] },
  { role: "assistant", parts: [text("<think>hm")] },
];

const requestOf = (id: string, open: boolean, turns = LINE, alternatives = 5) => {
  const flavour = flavourOf(id);
  const messages = messagesOf(turns, open, flavour, urlOf);
  const options = { model: "m", flavour, stop: ["</a>"], tools: [], refused: new Set<string>() };
  return bodyOf(asking({ turns, open, alternatives }), messages, options);
};

describe("a request", () => {
  it.each(FLAVOURS.map(({ id }) => id))("is well formed for %s", (id) => {
    // The name is one of the table's, which the schemas are held to have all of.
    for (const open of [true, false])
      expect(parseRequest(id as ServedFlavour, requestOf(id, open))).toMatchObject({ ok: true });
  });

  it("continues the model's turn in place where the server can", () => {
    for (const id of ["vllm", "sglang"])
      expect(requestOf(id, true)).toMatchObject({ continue_final_message: true, add_generation_prompt: false });
    expect(requestOf("vllm", false)).not.toHaveProperty("continue_final_message");
  });

  it("ends with the model's own words where the server goes on from them", () => {
    const { messages } = requestOf("llama-cpp", true) as { messages: readonly object[] };
    expect(messages.at(-1)).toEqual({ role: "assistant", content: "<think>hm" });
  });

  it("asks to go on where the server has no other way", () => {
    const { messages } = requestOf("openai", true) as { messages: readonly object[] };
    expect(messages.at(-1)).toEqual({ role: "user", content: GO_ON });
  });

  it("shows pictures that stood in the model's own turn in turns of the person's, in order", () => {
    const turn: Turn = { role: "assistant", parts: [text("look"), image, text("I see")] };
    expect(messagesOf([turn], false, flavourOf("llama-cpp"), urlOf).map(({ role }) => role)).toEqual([
      "assistant",
      "user",
      "assistant",
    ]);
    expect(messagesOf([turn], false, flavourOf("vllm"), urlOf)).toHaveLength(1);
    // After a picture the model's next turn is a new one: there is nothing to continue.
    const ended: Turn = { role: "assistant", parts: [text("look"), image] };
    expect(messagesOf([ended], true, flavourOf("openai"), urlOf).at(-1)?.role).toBe("user");
    expect(messagesOf([ended], true, flavourOf("openai"), urlOf)).toHaveLength(2);
  });

  it("names each server's own switches, also where they are off", () => {
    expect(requestOf("vllm", false)).toMatchObject({ top_k: -1, min_p: 0, repetition_penalty: 1, max_tokens: 64 });
    expect(requestOf("llama-cpp", false)).toMatchObject({ top_k: 0, repeat_penalty: 1 });
    expect(requestOf("openai", false)).toMatchObject({ max_completion_tokens: 64 });
    expect(requestOf("openai", false)).not.toHaveProperty("top_k");
  });

  it("asks for one alternative at least where it asks for probabilities", () => {
    expect(requestOf("llama-cpp", false, LINE, 0)).toMatchObject({ logprobs: true, top_logprobs: 1 });
    expect(requestOf("llama-cpp", false, LINE, 50)).toMatchObject({ top_logprobs: 20 });
    expect(requestOf("lm-studio", false, LINE, 0)).not.toHaveProperty("top_logprobs");
  });

  it("sends the words that end a turn only where the server leaves them in", () => {
    expect(requestOf("vllm", false)).toMatchObject({ stop: ["</a>"], include_stop_str_in_output: true });
    expect(requestOf("ollama", false)).not.toHaveProperty("stop");
  });
});

describe("a refusal", () => {
  const body = requestOf("vllm", false);

  it("names fields", () => {
    expect(fieldsNamed(body, "Unexpected fields in the request: {'min_p', 'top_k'}")).toEqual(["top_k", "min_p"]);
    expect(fieldsNamed(body, "body.top_logprobs: must be at most 3")).toEqual(["logprobs", "top_logprobs"]);
  });

  it("names none that must not be left out, or that was not sent", () => {
    expect(fieldsNamed(body, "messages, model and continue_final_message are wrong")).toEqual([]);
    expect(fieldsNamed({ model: "m" }, "seed")).toEqual([]);
    expect(fieldsNamed(body, "a stop_string")).toEqual([]);
  });

  it("of a limit makes it go by its other name", () => {
    const flavour = flavourOf("other");
    const options = { model: "m", flavour, stop: [], tools: [], refused: new Set(["max_tokens"]) };
    const renamed = bodyOf(asking(), [], options);
    expect(renamed).toMatchObject({ max_completion_tokens: 64 });
    expect(renamed).not.toHaveProperty("max_tokens");
  });
});
