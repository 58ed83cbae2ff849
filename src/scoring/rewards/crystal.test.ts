import { describe, expect, it } from "vitest";
import { completion, given, partOf, rollout, says, scoreIn, worthOf } from "../testing";
import {
  crystalMatch,
  crystalOrdered,
  crystalRewards,
  longestInOrder,
  matchSteps,
  orderKept,
  stepsOf,
  wordOverlap,
} from "./crystal";

const thinking = (...steps: readonly string[]): string =>
  `<think>${steps.map((step, i) => `Step ${i + 1}: ${step}`).join("\n")}</think><answer>A</answer>`;
const STEPS = ["there are three cups", "the middle one is smallest", "so choose the middle"];
const to = given("A", { steps: STEPS });

describe("CRYSTAL", () => {
  it.each([
    ["all of them, in order", STEPS, 1, 1],
    ["two of three", STEPS.slice(0, 2), 0.8, 0.8],
    ["all of them, the other way round", STEPS.toReversed(), 1, 0.7],
    ["one pair of three out of order", [STEPS[1] ?? "", STEPS[0] ?? "", STEPS[2] ?? ""], 1, 0.9],
    ["none", ["nothing of it"], 0, 0],
  ])("%s", (_, said, match, ordered) => {
    expect(worthOf(crystalMatch, completion(thinking(...said)), to)).toBeCloseTo(match, 12);
    expect(worthOf(crystalOrdered, completion(thinking(...said)), to)).toBeCloseTo(ordered, 12);
  });

  it("says precision and recall, and its formula", () => {
    const score = scoreIn(crystalMatch, completion(thinking(...STEPS.slice(0, 2), "unheard of")), to);
    expect([partOf(score, "precision"), partOf(score, "recall")]).toEqual([2 / 3, 2 / 3]);
    expect(score.formula).toBe("2 × 0.6667 × 0.6667 ÷ (0.6667 + 0.6667) = 0.6667");
  });

  it("measures likeness by words in common", () => {
    expect(wordOverlap("a b c d", "a b")).toBeCloseTo(2 / Math.sqrt(8), 12);
    expect(wordOverlap("a a", "a")).toBeCloseTo(1 / Math.sqrt(2), 12);
    expect([wordOverlap("", ""), wordOverlap("", "a")]).toEqual([1, 0]);
  });

  it("takes a likeness and a threshold of one's own", () => {
    const { match } = crystalRewards({ match: "m", ordered: "o" }, () => 0.35, 0.35);
    // A pair that is just as alike as the threshold is no match.
    expect(worthOf(match, completion(thinking(...STEPS)), to)).toBe(0);
  });

  it("matches equal pairs the later ones first, as the package's sort does", () => {
    expect(matchSteps(["a", "a"], ["a"], 0.3, wordOverlap).map(({ said }) => said)).toEqual([1]);
  });

  it("measures order by pairs or by the longest run that keeps it", () => {
    const order = (...said: readonly number[]) => said.map((each, right) => ({ said: each, right, similarity: 1 }));
    expect([orderKept(order(0, 1, 2)), orderKept(order(2, 1, 0)), orderKept(order(4)), orderKept([])]).toEqual([
      1, 0, 1, 1,
    ]);
    expect(orderKept(order(1, 0, 2))).toBeCloseTo(2 / 3, 12);
    expect([longestInOrder(order(2, 0, 1)), longestInOrder(order(3))]).toEqual([2 / 3, 1]);
  });

  it.each([
    ["JSON", '```json\n{"reasoning_steps": ["one", " two "], "answer": "A"}\n```', ["one", "two"]],
    ["JSON among words", 'so: {"reasoning_steps": ["one"], "answer": "A"} done', ["one"]],
    ["numbers", "<think>1. one\n2) two</think>", ["one", "two"]],
    ["bullets", "<think>- one\n• two</think>", ["one", "two"]],
    ["lines, short ones left out", "<think>the first line of it\nshort</think>", ["the first line of it"]],
    ["no thought", "A", []],
  ])("reads steps from %s", (_, words, steps) => {
    expect(stepsOf(words)).toEqual(steps);
  });

  it("reads the thoughts of a line whose words have no steps", () => {
    expect(worthOf(crystalMatch, rollout(says(STEPS[0] ?? "")), given(null, { steps: [STEPS[0] ?? ""] }))).toBe(1);
  });
});
