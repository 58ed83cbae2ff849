import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { must } from "../base";
import { parseChunk } from "./chunk";

const chunkWith = (choice: object, rest: object = {}): string => JSON.stringify({ choices: [choice], ...rest });

describe("a chunk", () => {
  it("holds words, and how likely each token of them was", () => {
    const entry = { token: "é", logprob: -0.5, bytes: [0xc3, 0xa9], top_logprobs: [{ token: "e", logprob: -1 }] };
    const chunk = must(parseChunk(chunkWith({ delta: { content: "é" }, logprobs: { content: [entry] } })));
    expect(chunk.content).toBe("é");
    expect(chunk.tokens).toEqual([
      {
        id: null,
        text: "é",
        bytes: [0xc3, 0xa9],
        logProbability: -0.5,
        alternatives: [{ id: null, text: "e", bytes: null, logProbability: -1 }],
      },
    ]);
  });

  it.each([
    ["reasoning_content", { reasoning_content: "hm" }],
    ["reasoning", { reasoning: "hm" }],
  ])("holds reasoning as %s", (_, delta) => {
    expect(must(parseChunk(chunkWith({ delta }))).reasoning).toBe("hm");
  });

  it("counts the prompt, and what of it was there already", () => {
    const usage = { prompt_tokens: 90, prompt_tokens_details: { cached_tokens: 64 } };
    expect(must(parseChunk(JSON.stringify({ choices: [], usage }))).usage).toEqual({
      promptTokens: 90,
      reusedTokens: 64,
    });
    expect(must(parseChunk(JSON.stringify({ timings: { prompt_n: 26, cache_n: 64 } }))).usage).toEqual({
      promptTokens: 90,
      reusedTokens: 64,
    });
    expect(must(parseChunk(chunkWith({ delta: {} }, { usage: null }))).usage).toBeNull();
  });

  it("keeps the words where what stands beside them is malformed", () => {
    const chunk = must(parseChunk(chunkWith({ delta: { content: "a" }, logprobs: { content: "?" } }, { usage: 3 })));
    expect(chunk).toMatchObject({ content: "a", tokens: [], usage: null });
  });

  it.each([
    ["a record", { error: { message: "CUDA out of memory" } }, "server-failed"],
    ["the event itself", { object: "error", message: "out of memory", code: 500 }, "server-failed"],
    ["words", { error: "This model's maximum context length is 512 tokens" }, "server-context-full"],
  ])("passes on an error that is %s", (_, body, code) => {
    expect(parseChunk(JSON.stringify(body))).toMatchObject({ ok: false, error: { code } });
  });

  it("is turned down where it is no JSON of this protocol", () => {
    for (const data of ["<html>", "[1]", '{"choices": 3}', ""])
      expect(parseChunk(data)).toMatchObject({ ok: false, error: { code: "server-not-json" } });
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (data) => {
        parseChunk(data);
      }),
    );
  });
});
