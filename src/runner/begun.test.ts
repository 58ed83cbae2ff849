import { describe, expect, it } from "vitest";
import { createDialect, createNativeDialect, turnsOf } from "../dialect";
import type { Token } from "../trace";
import { turnSoFar } from "./begun";
import { picture, problemStep } from "./testing";

const tokensOf = (words: string): readonly Token[] =>
  (words.match(/[\s\S]{1,5}/g) ?? []).map((text, id) => ({ id, text, logProbability: -0.1, alternatives: [] }));

describe("a turn that is begun", () => {
  it.each([
    ["native", createNativeDialect({ instructions: "", marksObserved: false }), "<think>left</think><answer>B"],
    ["deepeyes-v2", createDialect("deepeyes-v2"), "<think>left</think>\n<answer>B"],
    ["deepeyes-training", createDialect("deepeyes-training"), "<think>left</think><tool_call>{"],
  ])("is shown by its very words and tokens in %s, however many steps it holds", (_, dialect, words) => {
    const tokens = tokensOf(words);
    const soFar = turnSoFar(problemStep.id, tokens, { model: { id: "scripted" }, dialect });
    const images = new Map([[picture.id, picture]]);
    const { turns, open } = turnsOf(dialect, [problemStep, soFar], "scripted", images);
    expect(open).toBe(true);
    expect(turns.at(-1)?.tokenIds).toEqual(tokens.map(({ id }) => id));
    const said = turns
      .at(-1)
      ?.parts.map((part) => (part.kind === "text" ? part.text : ""))
      .join("");
    expect(said).toBe(words);
  });
});
