// What the original gave for these inputs when it was run.
import { describe, expect, it } from "vitest";
import type { Rollout } from "../rollout";
import { completion, given, partOf, scoreIn, worthOf } from "../testing";
import {
  cosineTolerance,
  cosineToleranceInCode,
  reasonRftCaption,
  reasonRftDiscrete,
  reasonRftFunctions,
  reasonRftMath,
  reasonRftMathInCode,
  reasonRftOnlyFull,
  reasonRftPenalty,
  reasonRftSteps,
} from "./reasonRft";

const tagged = (answer: string): Rollout => completion(`<think>t</think><answer>${answer}</answer>`);

describe("Reason-RFT", () => {
  it.each([
    [104.9, 100, 1],
    [105, 100, 1],
    [112.5, 100, 0.5],
    [120, 100, 0],
    [121, 100, 0],
    [-100, 100, 0],
    [0, 0, 1],
    [1, 0, 0],
  ])("the cosine tolerance of %f where %f is right is %f", (said, right, expected) => {
    expect(cosineTolerance(said, right)).toBeCloseTo(expected, 12);
  });

  it("gives 0 for 0 as right, which the code's division by 0 made wrong", () => {
    expect([cosineTolerance(0, 0), cosineToleranceInCode(0, 0)]).toEqual([1, 0]);
    expect(worthOf(reasonRftMath, tagged("0"), given("0"))).toBe(2);
    expect(worthOf(reasonRftMathInCode, tagged("0"), given("0"))).toBe(1);
  });

  it("compares as text what is no number, and asks a verifier only where no tag is", () => {
    expect(partOf(scoreIn(reasonRftMath, tagged("B"), given("B")), "accuracy")).toBe(1);
    expect(partOf(scoreIn(reasonRftDiscrete, tagged("2.0"), given("2")), "accuracy")).toBe(0);
    expect(partOf(scoreIn(reasonRftDiscrete, completion("it is 2.0"), given("2")), "accuracy")).toBe(1);
    // Unlike R1-V, the tags may stand on several lines.
    expect(partOf(scoreIn(reasonRftDiscrete, tagged("\nB\n"), given("B")), "accuracy")).toBe(1);
  });

  const right = "change_size(6, 'small'), change_color(2, 'red')";
  it.each([
    ["the same", right, 1],
    ["in another order", "change_color(2, red) change_size(6,small)", 1],
    ["a wrong value", "change_size(6, 'large'), change_color(2, 'red')", 0.75],
    ["a wrong object", "change_size(5, 'small'), change_color(2, 'red')", 0.75],
    ["both wrong in one", "change_size(5, 'large'), change_color(2, 'red')", 0.625],
    ["one missing", "change_size(6, 'small')", 0.5],
    ["one repeated", `${right}, change_size(6, 'small')`, 2 / 3],
    ["one too many", `${right}, change_shape(1, 'cube')`, 2 / 3],
    ["none", "nothing", 0],
  ])("functions: %s", (_, said, expected) => {
    expect(partOf(scoreIn(reasonRftFunctions, tagged(said), given(right)), "accuracy")).toBeCloseTo(expected, 12);
  });

  it("has variants: whole matches only, and a penalty for the others", () => {
    const said = tagged("change_size(6, 'large'), change_color(3, 'blue')");
    expect(partOf(scoreIn(reasonRftOnlyFull, said, given(right)), "accuracy")).toBe(0);
    expect(partOf(scoreIn(reasonRftPenalty, said, given(right)), "accuracy")).toBeCloseTo(-0.375, 12);
  });

  it("takes partial matches in the order in which they were said", () => {
    const to = given("f(a, v3), f(x, v1)");
    const [first, second] = ["f(a, v1), f(a, v2)", "f(a, v2), f(a, v1)"].map((said) =>
      partOf(scoreIn(reasonRftFunctions, tagged(said), to), "accuracy"),
    );
    expect([first, second]).toEqual([0.375, 0.5]);
  });

  it("counts signs of steps, numbers at the beginning of the text only", () => {
    const signs = (words: string): number => worthOf(reasonRftSteps, completion(words), given("A"));
    expect(signs("1. a\n2. b\n3. c")).toBeCloseTo(1 / 3, 12);
    expect(signs("６1. one")).toBeCloseTo(1 / 3, 12);
    expect(signs("Step 1: a\n- b\nNext, c\n* d")).toBe(1);
    const shaped = (words: string): number => worthOf(reasonRftCaption, completion(words), given("A"));
    expect(shaped("<summary>s</summary><caption>c</caption> <think>t</think>\n<answer>a</answer>")).toBe(1);
    expect(shaped("<caption>c</caption><summary>s</summary><think>t</think><answer>a</answer>")).toBe(0);
  });
});
