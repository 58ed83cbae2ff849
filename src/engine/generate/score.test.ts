// The law of scoring several: each answer gets what it gets alone. Logits of the order of one differ by a few 1e-7 where rows
// are summed together.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PromptMessage } from "../contract/model";
import { loadTiny, NEVER, picture, type TinyModel, unsplit, user, words } from "../testing/tinyModel";

const DIGITS = 4;
const question: readonly PromptMessage[] = [user(picture(40, 30), words("Where is the star?"))];

describe.each([
  ["in one batch", {}, true],
  ["one after another", { budgets: { kvBytes: 1, visionBytes: 1 } }, true],
  ["without the cache", {}, false],
] as const)("scoring several answers, %s", (_, environment, cached) => {
  let tiny: TinyModel;
  beforeAll(async () => {
    tiny = await loadTiny(await unsplit(), environment);
    await tiny.model.setCacheEnabled(cached);
  });
  afterAll(() => tiny.engine.unload());

  it.each<[string, readonly string[]]>([
    ["letters", ["A", "B", "C", "D"]],
    ["words of several tokens", ["the red star", "the blue star", "a green circle", "42"]],
    ["answers that begin alike", ["the star", "the star is red", "the star is blue", "the square"]],
    ["the same answer twice", ["red", "red"]],
    ["one answer", ["the star is red"]],
    ["an empty one among them", ["", "red", ""]],
    ["a long one among short ones", ["yes", "no", "the red star is left of the blue square, and above it"]],
    ["none", []],
    ["nothing but empty ones", ["", ""]],
    ["characters of several tokens", ["日本", "日曜", "😀"]],
  ])("scores each as if alone: %s", async (_, answers) => {
    const all = await tiny.model.scoreAll(question, answers, NEVER);
    expect(all).toHaveLength(answers.length);
    for (const [index, answer] of answers.entries()) {
      const alone = await tiny.model.score(question, answer, NEVER);
      expect(all[index]!.map(({ id, text }) => [id, text])).toEqual(alone.map(({ id, text }) => [id, text]));
      expect(all[index]!.map(({ text }) => text).join("")).toBe(answer);
      for (const [at, { logProbability }] of all[index]!.entries()) {
        expect(logProbability).toBeCloseTo(alone[at]!.logProbability, DIGITS);
      }
    }
  });

  it.each<[string, readonly string[], string, readonly string[]]>([
    ["letters", ["A</b>", "B</b>", "C</b>"], "</b>", ["A", "B", "C"]],
    ["words of several tokens", ["the red star</b>", "a green circle</b>"], "</b>", ["the red star", "a green circle"]],
    [
      "but whole where one begins another",
      ["the star</b>", "the star is</b>"],
      "</b>",
      ["the star</b>", "the star is</b>"],
    ],
    ["but whole where two are the same", ["A</b>", "A</b>"], "</b>", ["A</b>", "A</b>"]],
    ["and nothing where nothing ends them", ["A", "B"], "", ["A", "B"]],
  ])("leaves out what all end with: %s", async (_, answers, ending, scored) => {
    const all = await tiny.model.scoreAll(question, answers, NEVER, ending);
    expect(all.map((tokens) => tokens.map(({ text }) => text).join(""))).toEqual(scored);
    for (const [index, answer] of answers.entries()) {
      const alone = await tiny.model.score(question, answer, NEVER);
      for (const [at, { logProbability }] of all[index]!.entries())
        expect(logProbability).toBeCloseTo(alone[at]!.logProbability, DIGITS);
    }
  });

  it("gives probabilities that sum to one over the whole of the first token's choices", async () => {
    const all = await tiny.model.scoreAll(question, ["A", "B", "C"], NEVER);
    const sum = all.reduce((total, [first]) => total + Math.exp(first!.logProbability), 0);
    expect(sum).toBeGreaterThan(0);
    expect(sum).toBeLessThan(1);
  });

  it("can be stopped", async () => {
    const controller = new AbortController();
    controller.abort();
    const stopped = tiny.model.scoreAll(question, ["the red star", "the blue star"], controller.signal);
    await expect(stopped).rejects.toMatchObject({ name: "AbortError" });
  });
});
