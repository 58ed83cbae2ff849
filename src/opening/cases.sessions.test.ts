// Sessions of agents on a command line, and what servers answer to a prompt that is a text. The shapes are those of the
// sources that `src/dialect/log` names, the words are ours.
import { describe, expect, it } from "vitest";
import { readLog } from "./readLog";
import { findingsIn, lineIn, only, opened, PNG, PNG_URL } from "./testing";

/** The line of the only record, and what was not understood. */
async function told(value: unknown): Promise<readonly string[]> {
  const record = await only(value, { data: { width: 400, height: 300 } });
  return [...lineIn(record), ...findingsIn(record)];
}

describe("what a trace is called", () => {
  const PROMPT = "<image_clue_0></image_clue_0>\n\nWhat is on it?";
  const titleOf = async (value: object): Promise<string> => {
    const messages = [
      { role: "user", content: PROMPT },
      { role: "assistant", content: "A sign." },
    ];
    return (await only({ messages, ...value })).trace.title;
  };

  it("is what is asked in a prompt, unless the log calls it otherwise", async () => {
    expect(await titleOf({})).toBe("What is on it?");
    expect(await titleOf({ question: "The sign of the shop" })).toBe("The sign of the shop");
    expect(await titleOf({ question: PROMPT })).toBe("What is on it?");
  });
});

describe("sessions of agents on a command line", () => {
  const lines = (...values: readonly object[]) => values.map((value) => JSON.stringify(value)).join("\n");

  it("keeps those of Claude Code: blocks of one answer, tools, and nothing of agents within", () => {
    const own = { isSidechain: false, userType: "external", cwd: "/home/x", sessionId: "s", version: "2.0.0" };
    const message = { id: "m", type: "message", role: "assistant", model: "claude-x" };
    const text = lines(
      { type: "summary", summary: "Find the sign", leafUuid: "u" },
      { ...own, type: "user", uuid: "a", parentUuid: null, message: { role: "user", content: "Where is it?" } },
      {
        ...own,
        type: "assistant",
        uuid: "b",
        message: { ...message, content: [{ type: "thinking", thinking: "Closer.", signature: "x" }] },
      },
      {
        ...own,
        type: "assistant",
        uuid: "c",
        message: { ...message, content: [{ type: "tool_use", id: "t", name: "look", input: { at: "left" } }] },
      },
      {
        ...own,
        type: "user",
        uuid: "d",
        message: {
          role: "user",
          content: [{ type: "tool_result", tool_use_id: "t", content: [{ type: "text", text: "a sign" }] }],
        },
      },
      {
        ...own,
        type: "assistant",
        uuid: "e",
        message: { ...message, id: "n", content: [{ type: "text", text: "There." }] },
      },
      {
        ...own,
        isSidechain: true,
        type: "assistant",
        uuid: "f",
        message: { ...message, id: "o", content: [{ type: "text", text: "Some words that another agent said." }] },
      },
    );
    const { records, unread } = readLog(text);
    expect(unread).toEqual([]);
    expect(records.map(({ form, model, title, question }) => [form, model, title, question])).toEqual([
      ["claude-code", "claude-x", "Find the sign", "Where is it?"],
    ]);
    expect(records[0]?.messages.map(({ role }) => role)).toEqual(["assistant", "observation", "assistant"]);
    expect(records[0]?.unread.map(({ code, excerpt }) => `${code} ${excerpt}`)).toEqual([
      "unknown-part Some words that another agent said.",
    ]);
  });

  it("keeps those of Codex, of its lines with payloads and of the items that it wrote first", () => {
    const items = [
      { type: "message", role: "user", content: [{ type: "input_text", text: "Where is it?" }] },
      { type: "reasoning", summary: [{ type: "summary_text", text: "Closer." }], encrypted_content: "x" },
      { type: "function_call", name: "look", arguments: '{"at": "left"}', call_id: "c" },
      { type: "function_call_output", call_id: "c", output: "a sign" },
      { type: "message", role: "assistant", content: [{ type: "output_text", text: "There." }] },
    ];
    const at = { timestamp: "2026-01-01T00:00:00Z" };
    const now = lines(
      {
        ...at,
        type: "session_meta",
        payload: { id: "s", cwd: "/", originator: "codex_cli", instructions: "Be brief." },
      },
      { ...at, type: "turn_context", payload: { cwd: "/", model: "gpt-x", approval_policy: "never" } },
      ...items.map((payload) => ({ ...at, type: "response_item", payload })),
      { ...at, type: "event_msg", payload: { type: "agent_message", message: "There." } },
    );
    const before = lines({ id: "s", ...at, instructions: "Be brief.", git: {} }, ...items, { record_type: "state" });
    for (const text of [now, before]) {
      const { records, unread } = readLog(text);
      expect(unread).toEqual([]);
      expect(
        records.map(({ form, instructions, question, messages, unread }) => [
          form,
          instructions,
          question,
          messages.length,
          unread,
        ]),
      ).toEqual([["codex-session", "Be brief.", "Where is it?", 4, []]]);
    }
    expect(readLog(now).records[0]?.model).toBe("gpt-x");
  });
});

describe("what a server answers to a prompt that is a text", () => {
  const prompt =
    "<|im_start|>user\n<|vision_start|><|image_pad|><|vision_end|>Where is it?<|im_end|>\n<|im_start|>assistant\n";

  it.each<[string, object]>([
    [
      "llama.cpp",
      {
        prompt: "Where is it?",
        content: "<think>Closer.</think>There.",
        stop: true,
        stop_type: "eos",
        generation_settings: { grammar: "", seed: 1 },
        timings: { predicted_n: 4 },
      },
    ],
    [
      "llama.cpp, with the request",
      {
        request: { prompt: { prompt_string: "<__media__>Where is it?", multimodal_data: [PNG] } },
        response: { content: "<think>Closer.</think>There.", stop: true, timings: {} },
      },
    ],
    [
      "the Completions API",
      {
        model: "m",
        prompt,
        images: [PNG_URL],
        object: "text_completion",
        choices: [{ index: 0, text: "<think>Closer.</think>There.", finish_reason: "stop" }],
      },
    ],
    ["vLLM's generate", { prompt: "Where is it?", text: ["Where is it?<think>Closer.</think>There."] }],
    [
      "SGLang's generate",
      {
        request: { text: "Where is it?", image_data: PNG },
        response: { text: "<think>Closer.</think>There.", meta_info: { id: "1" } },
      },
    ],
    [
      "Text Generation Inference",
      {
        inputs: "Where is it?",
        parameters: { details: true },
        generated_text: "<think>Closer.</think>There.",
        details: { finish_reason: "eos_token" },
      },
    ],
    [
      "Ollama",
      {
        model: "m",
        prompt: "Where is it?",
        images: [PNG],
        thinking: "Closer.",
        response: "There.",
        done: true,
        context: [1, 2],
      },
    ],
    [
      "Ollama's chat",
      {
        request: { messages: [{ role: "user", content: "Where is it?", images: [PNG] }] },
        response: {
          message: { role: "assistant", content: "There.", thinking: "Closer." },
          done: true,
          done_reason: "stop",
        },
      },
    ],
  ])("is a run: %s", async (_, value) => {
    const lines = await told(value);
    expect(lines.filter((line) => !line.startsWith("asked"))).toEqual(["thought Closer.", "answer There."]);
    expect(lines[0]?.replaceAll("<__media__>", "")).toBe("asked Where is it?");
  });

  it("has a run for each choice", async () => {
    const records = await opened({ prompt: "Q", choices: [{ text: "one" }, { text: "two" }] });
    expect(records.map((record) => lineIn(record))).toEqual([
      ["asked Q", "answer one"],
      ["asked Q", "answer two"],
    ]);
  });
});
