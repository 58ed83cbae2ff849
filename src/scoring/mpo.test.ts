import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anls, isRightForMpo, mpoLoss } from "./mpo";
import { firstBadStep, isGoodStep } from "./processLabel";

describe("MPO's answers", () => {
  it.each([
    ["the left one", "The left one", true],
    ["the left ones", "The left one", true],
    ["something else entirely", "The left one", false],
    ["A", "A", true],
    ["(A) the cup", "A", true],
    ["Any", "A", false],
    ["10.4", "10", true],
    ["10.6", "10", false],
    ["2016", "2015", false],
    ["0.5", "1/2", true],
  ])("%j where %j is right: %s", (answer, reference, right) => {
    expect(isRightForMpo(answer, reference)).toBe(right);
  });

  it("are alike by 1 − distance ÷ length, not by distance ÷ length as the published checker has it", () => {
    expect([anls("abcd", "abcd"), anls("abcd", "abcx"), anls("abcd", "wxyz"), anls("", "")]).toEqual([1, 0.75, 0, 1]);
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), fc.string({ maxLength: 20 }), (a, b) => {
        expect(anls(a, b)).toBeGreaterThanOrEqual(0);
        expect(anls(a, a)).toBe(1);
        expect(anls(a, b)).toBe(anls(b, a));
      }),
    );
  });

  it("are measured no further than they are long", () => {
    expect(anls("a".repeat(1e5), "b".repeat(1e5))).toBe(0);
  });
});

describe("MPO's loss", () => {
  const chosen = { policy: -10, reference: -12, tokens: 5 };
  const rejected = { policy: -9, reference: -8 };

  it("is 0.8 of DPO, 0.2 of BCO and the likelihood of the chosen response", () => {
    const { preference, quality, generation, total } = mpoLoss(chosen, rejected, { beta: 0.1, shift: 0 });
    expect(preference).toBeCloseTo(Math.log1p(Math.exp(-0.3)), 12);
    expect(quality).toBeCloseTo(Math.log1p(Math.exp(-0.2)) + Math.log1p(Math.exp(-0.1)), 12);
    expect(generation).toBe(2);
    expect(total).toBeCloseTo(0.8 * preference + 0.2 * quality + 2, 12);
  });

  it("has the paper's shift where it is asked for, which TRL's has not", () => {
    const shifted = mpoLoss(chosen, rejected, { beta: 0.1, shift: 0.5 });
    expect(shifted.quality).toBeCloseTo(Math.log1p(Math.exp(0.3)) + Math.log1p(Math.exp(-0.6)), 12);
    expect(shifted.preference).toBe(mpoLoss(chosen, rejected, { beta: 0.1, shift: 0 }).preference);
  });

  it("stays finite however far apart the two are", () => {
    const far = mpoLoss(
      { policy: -1e6, reference: 0, tokens: 1 },
      { policy: 0, reference: -1e6 },
      { beta: 1, shift: 0 },
    );
    expect(Number.isFinite(far.total)).toBe(true);
  });
});

describe("labels of steps", () => {
  it("are booleans by a named rule: 0.7 is good, though `int` makes it 0", () => {
    expect([isGoodStep(0.7, "half"), isGoodStep(0.7, "visual-prm"), Math.trunc(0.7)]).toEqual([true, true, 0]);
    expect([isGoodStep(1 / 16, "visual-prm"), isGoodStep(0, "visual-prm"), isGoodStep(0, "mulberry")]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it("say the first bad step, counted from 0", () => {
    expect([firstBadStep([1, 0, -1, 1], "prm800k"), firstBadStep([1, 1], "prm800k")]).toEqual([2, -1]);
  });
});
