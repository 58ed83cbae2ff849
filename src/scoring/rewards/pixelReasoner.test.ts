// What the original gave for these inputs when it was run.
import { describe, expect, it } from "vitest";
import type { Rollout } from "../rollout";
import { rolloutOf } from "../rollout";
import { answers, given, looks, PICTURE, partOf, problem, rollout, scored, shown, told } from "../testing";
import { pixelReasoner, pixelReasonerPaper } from "./pixelReasoner";

describe("Pixel-Reasoner", () => {
  const blind = (): Rollout => rollout(answers("B"));
  const looking = (times = 1): Rollout =>
    rollout(...Array.from({ length: times }, () => [looks(), shown()]).flat(), answers("B"));
  const group = (lookers: number): readonly Rollout[] =>
    Array.from({ length: 8 }, (_, i) => (i < lookers ? looking() : blind()));

  it.each([
    [1, 0.175, 0.0875],
    [2, 0.025, 0.025],
    [3, 0, 0],
  ])("of 8 rollouts %i look: bonus in the code %f, in the paper %f", (lookers, code, paper) => {
    expect(scored(pixelReasoner, group(lookers), given("B"))[0]?.value).toBeCloseTo(1 + code, 12);
    expect(scored(pixelReasonerPaper, group(lookers), given("B"))[0]?.value).toBeCloseTo(1 + paper, 12);
    expect(scored(pixelReasoner, group(lookers), given("B"))[7]?.value).toBe(1);
  });

  it("divides by less for a film", () => {
    const film = rolloutOf([problem([PICTURE, PICTURE]), looks(), shown(), answers("B")]);
    const rollouts = [film, ...Array.from({ length: 7 }, blind)];
    expect(scored(pixelReasoner, rollouts, given("B"))[0]?.value).toBeCloseTo(1 + 0.7 / 3, 12);
  });

  it("takes 0.05 for each look beyond the first, right or wrong", () => {
    const rollouts = Array.from({ length: 8 }, () => looking(3));
    expect(scored(pixelReasoner, rollouts, given("B"))[0]?.value).toBeCloseTo(0.9, 12);
    expect(scored(pixelReasonerPaper, rollouts, given("A"))[0]?.value).toBeCloseTo(-0.1, 12);
  });

  it("makes a right answer straight upon a failed operation wrong, in every group, and only there", () => {
    const failing = rollout(looks(), told("Execution error"), answers("B"));
    const mended = rollout(looks(), told("Execution error"), looks(), shown(), answers("B"));
    const rollouts = [mended, failing, blind(), blind(), blind(), blind()];
    const parts = scored(pixelReasoner, rollouts, given("B")).map((score) => partOf(score, "correctness"));
    expect(parts).toEqual([1, 0, 1, 1, 1, 1]);
    expect(scored(pixelReasonerPaper, rollouts, given("B")).map((score) => partOf(score, "correctness"))).toEqual([
      1, 1, 1, 1, 1, 1,
    ]);
  });

  it("says how a group looks", () => {
    const rates = (rollouts: readonly Rollout[]) =>
      Object.fromEntries(pixelReasoner.rates?.(rollouts, given("B")).map(({ name, value }) => [name, value]) ?? []);
    expect(rates([looking(2), blind(), blind(), blind()])).toEqual({
      RaPR: 0.25,
      operations: 0.5,
      "failed operations": 0,
      correctness: 1,
      "right without looking": 1,
      difficulty: 4,
    });
    expect(rates([])).toMatchObject({ correctness: 0, difficulty: 0, RaPR: 0 });
  });

  it("puts the numbers into the formula", () => {
    expect(scored(pixelReasoner, group(1), given("B"))[0]?.formula).toBe(
      "1 + max(0.3 − 0.125, 0) ÷ 2 ÷ 0.125 × 0.25 − 0.05 × (1 − 1) = 1.175",
    );
  });
});
