// What the original gave for these inputs when it was run.
import { describe, expect, it } from "vitest";
import type { Rollout } from "../rollout";
import { answers, completion, given, judging, looks, rollout, says, scoreIn, shown, told, worthOf } from "../testing";
import { deepEyes, deepEyesGeneral, deepEyesMath, deepEyesPaper } from "./deepEyes";

const tagged = (answer: string): Rollout => completion(`<think>t</think><answer>${answer}</answer>`);

describe("DeepEyes", () => {
  const right = given("left", {}, judging(true));
  const wrong = given("left", {}, judging(false));
  const looked = rollout(says("<think>t</think>"), looks(), shown(), answers("left"));

  it.each([
    ["right, with a picture", looked, right, 2],
    ["right, without", tagged("left"), right, 0.8],
    ["wrong, though it looked", looked, wrong, 0],
    ["wrong, and a tag that is not closed", completion("<think>t<answer>left</answer>"), wrong, -0.2],
    ["a judge whose words cannot be read", tagged("left"), given("left", {}, judging(null)), 0],
    ["an answer of 1000 characters is wrong in itself", tagged("x".repeat(1000)), right, -0.2],
    ["999 characters are not", tagged("x".repeat(999)), right, 0.8],
    ["a call that was refused is no look", rollout(looks(), told("too small"), answers("left")), right, 0.8],
  ])("%s", (_, line, to, value) => {
    expect(worthOf(deepEyes, line, to)).toBeCloseTo(value, 12);
  });

  it("judges the last answer, and counts the tags behind the last thought", () => {
    const line = completion("<think>2</think> <answer> right </answer> <answer> left </answer>");
    const score = scoreIn(deepEyes, line, right);
    expect([score.value, score.parsed.answer, score.parsed.comparedBy]).toEqual([0.8, "left", "test"]);
  });

  it("takes the whole response for an answer where no tag is; the general rule calls that an error of form", () => {
    const line = completion("<think>t</think>it is left");
    expect(worthOf(deepEyes, line, right)).toBeCloseTo(0.8, 12);
    expect(worthOf(deepEyesGeneral, line, right)).toBeCloseTo(-0.2, 12);
  });

  it("weighs each term 1 in the form of the paper", () => {
    expect(worthOf(deepEyesPaper, looked, right)).toBe(2);
    expect(worthOf(deepEyesPaper, looked, wrong)).toBe(0);
  });

  it.each([
    ["one box that is right", "<think>t</think>\\boxed{12}", 1.2],
    ["two boxes, the last of them right", "<think>t</think>\\boxed{11} \\boxed{12}", 0.8],
    ["no box", "<think>\\boxed{12}</think>12", -0.4],
    ["a wrong one", "\\boxed{13}", 0],
    ["the same number in other figures", "\\boxed{12.0}", 1.2],
  ])("math: %s", (_, words, value) => {
    expect(worthOf(deepEyesMath, completion(words), given("12"))).toBeCloseTo(value, 12);
  });
});
