import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anls, isRightForMpo } from "./mpo";
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
