// What the original gave for these inputs when it was run.
import { describe, expect, it } from "vitest";
import { answers, completion, given, judging, looks, rollout, says, shown, worthOf } from "../testing";
import { thyme, vThinker } from "./sandboxed";

describe("Thyme and V-Thinker", () => {
  const words = "<think>t<code>c</code><sandbox_output><image></sandbox_output></think>\n<answer>B</answer>";
  it.each([
    ["right by rule, consistent, a program that ran", words, judging(true), 2, 2.3],
    ["right by rule, inconsistent", words, judging(false), 1.5, 1.8],
    ["a program that failed", words.replace("<image>", "Sandbox for user: error"), judging(true), 2, 2],
    ["no blank between the blocks", words.replace("\n", ""), judging(true), 1.5, 1.8],
    ["two blanks", words.replace("\n", "\n\n"), judging(true), 1.5, 1.8],
    [
      "wrong, said by a judge: minus one, and nothing but the form",
      words.replace(">B<", ">C<"),
      judging(false),
      -0.5,
      -0.5,
    ],
    ["a judge who cannot be read", words.replace(">B<", ">C<"), judging(null), 0.5, 0.5],
    ["no answer", "<think>t</think>", judging(true), 0, 0],
    ["an opening before the answer", words.replace(">B<", ">The answer is B<"), judging(true), 2, 2.3],
  ])("%s", (_, said, judge, ofThyme, ofVThinker) => {
    expect(worthOf(thyme, completion(said), given("B", {}, judge))).toBeCloseTo(ofThyme, 12);
    expect(worthOf(vThinker, completion(said), given("B", {}, judge))).toBeCloseTo(ofVThinker, 12);
  });

  it("sees the outputs of a run that was made here, which no words hold", () => {
    const line = rollout(
      says("<think>t"),
      looks("<code>c</code>"),
      shown(),
      answers("B", "</think>\n<answer>B</answer>"),
    );
    expect(worthOf(vThinker, line, given("B", {}, judging(true)))).toBeCloseTo(2.3, 12);
  });
});
