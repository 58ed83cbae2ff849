// What the original gave for these inputs when it was run.
import { describe, expect, it } from "vitest";
import { completion, given, scoreIn, worthOf } from "../testing";
import { isValidInCode, isValidInPaper, keyStepShare, r1vl, r1vlPaper } from "./r1vl";

describe("R1-VL", () => {
  const text = (...parts: readonly string[]): string => parts.map((part) => `### ${part}`).join("\n");
  const [image, why, one, two, end] = [
    "Image Description: a banana",
    "Rationales: r",
    "Step 1: 6/3 = 2",
    "Step 2: Two Apples are left",
    "The final answer is: 2",
  ];
  const whole = text(image, why, one, two, end);

  it("counts the key steps under step headers only", () => {
    const keys = ["6/3", ["two apples", "2 apples"], "banana"];
    expect(keyStepShare(whole, keys)).toBeCloseTo(2 / 3, 12);
    expect(keyStepShare(whole, [])).toBe(0);
    expect(keyStepShare(whole, ["banana"])).toBe(0);
  });

  it.each([
    ["well formed", whole, true, true],
    ["a number left out", text(image, why, one, "Step 3: s", end), false, false],
    ["no rationales", text(image, one, end), false, false],
    ["the answer first", text(end, image, why, one), false, false],
    ["the description behind the steps", text(why, one, two, image, end), true, false],
    ["the bare header at the end", `${text(end, image, why, one)}\n### The final answer is:`, true, true],
  ])("validity: %s", (_, words, code, paper) => {
    expect([isValidInCode(words), isValidInPaper(words)]).toEqual([code, paper]);
  });

  it("sums accuracy, a tenth of the key steps, and validity", () => {
    const score = scoreIn(r1vl, completion(whole), given("2", { keySteps: ["6/3"] }));
    expect(score.value).toBeCloseTo(2.1, 12);
    expect(score.formula).toBe("1 × accuracy 1 + 0.1 × key steps 1 + 1 × validity 1 = 2.1");
  });

  it("pays for key steps without an answer in the code, and not in the paper", () => {
    const unanswered = completion(text(image, why, one));
    const to = given("7", { keySteps: ["6/3"] });
    expect(worthOf(r1vl, unanswered, to)).toBeCloseTo(0.1, 12);
    expect(worthOf(r1vlPaper, unanswered, to)).toBe(0);
  });
});
