import { describe, expect, it } from "vitest";
import type { Condition, TrialResult } from ".";
import { kindOfPair, PAIR_KINDS, pairsOf } from "./pairs";

const result = (seed: number, condition: Condition, isRight: boolean, actions = 0): TrialResult => ({
  name: { family: "find", seed, difficulty: 2 },
  condition,
  truth: "K",
  answer: isRight ? "K" : "L",
  summary: {
    level: 2,
    correctness: isRight ? "right" : "wrong",
    reward: isRight ? 1 : 0,
    actions,
    unparsed: 0,
    decodedTokens: 1,
    decodeMillis: 1,
  },
});

describe("problems made with looks and without", () => {
  it("are paired by their name, whatever the order of the runs, and left out where one run is missing", () => {
    const pairs = pairsOf([
      result(2, "refused", false),
      result(1, "looking", true, 1),
      result(1, "injected-right", true),
      result(2, "looking", true),
      result(1, "refused", true),
      result(3, "looking", true),
    ]);
    expect(pairs.map(({ name, looked, ...pair }) => [name.seed, kindOfPair(pair), looked])).toEqual([
      [1, "both", true],
      [2, "onlyWith", false],
    ]);
  });

  it("are of four kinds", () => {
    const pairs = [true, false].flatMap((rightWith) =>
      [true, false].map((rightWithout) => ({ rightWith, rightWithout })),
    );
    expect(pairs.map(kindOfPair)).toEqual([...PAIR_KINDS]);
  });
});
