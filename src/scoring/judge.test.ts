import { describe, expect, it } from "vitest";
import { must } from "../base";
import { askJudge, type JudgeRequest, readEquivalence, readJudgement, readYesNo } from "./judge";
import { scoreOne } from "./reward";
import { deepEyesSelection } from "./rewards/deepEyesSelection";
import { vThinker } from "./rewards/sandboxed";
import { completion, reference } from "./testing";

describe("a judge's words", () => {
  it.each([
    ["1", true],
    [" 0\n", false],
    ["Judgement: 1", true],
    ["1 Judgement: 0", false],
    // The digit 1 is looked for first.
    ["Judgement: 0, not 1", true],
    ["the answers are the same: 1", null],
    ["", null],
  ])("of DeepEyes, %j, say %s", (words, verdict) => {
    expect(readJudgement(words)).toBe(verdict);
  });

  it.each([
    ["## Equivalence Judgement\nTRUE", true],
    ["TRUE ## Equivalence Judgement\nfalse", false],
    ["true or false", null],
    ["yes", null],
  ])("of equivalence, %j, say %s", (words, verdict) => {
    expect(readEquivalence(words)).toBe(verdict);
  });

  it.each([
    ["yes", true],
    ["no", false],
    // "know" holds a "no".
    ["yes, I know", false],
    ["Yes", false],
  ])("of Mulberry, %j, say %s", (words, verdict) => {
    expect(readYesNo(words)).toBe(verdict);
  });
});

describe("asking a judge", () => {
  const asking = async (answer: (request: JudgeRequest) => boolean | null) => {
    const asked: string[] = [];
    const ask = (request: JudgeRequest) => {
      asked.push(request.kind);
      return Promise.resolve(answer(request));
    };
    const line = completion("<think>t</think>\n<answer>the left</answer>");
    const scored = await askJudge("72B", ask, (judge) =>
      scoreOne(vThinker, line, { reference: reference("left"), judge }),
    );
    return { score: must(scored), asked };
  };

  it("asks what follows from an answer, and nothing twice", async () => {
    const { score, asked } = await asking(() => true);
    expect([score.value, score.parsed.comparedBy, asked]).toEqual([2, "72B", ["same-answer", "consistent"]]);
  });

  it("asks no more where nothing follows", async () => {
    const { score, asked } = await asking(() => false);
    expect([score.value, asked]).toEqual([-0.5, ["same-answer"]]);
  });

  it("ends where the judge cannot be read", async () => {
    expect((await asking(() => null)).asked).toEqual(["same-answer"]);
  });
});

describe("DeepEyes' choice of problems", () => {
  it.each([
    [[true, false], null, "kept"],
    [[true, true], null, "too-easy"],
    [[false, false], null, "too-hard"],
    [[], null, "no-samples"],
    [[false, false], [false, true], "kept"],
    [[false, true], [false, false], "region-does-not-help"],
  ] as const)("alone %j, with the region %j: %s", (alone, withRegion, selection) => {
    expect(deepEyesSelection({ alone, withRegion })).toBe(selection);
  });
});
