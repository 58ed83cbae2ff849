// What the original gave for these inputs when it was run.
import { describe, expect, it } from "vitest";
import type { Rollout } from "../rollout";
import { given, looks, rollout, says, shown, worthOf } from "../testing";
import { meanRelativeAccuracy, vilasr, vilasrKept, vilasrPaper } from "./vilasr";

describe("ViLaSR", () => {
  it.each([
    [10.4, 10, 1],
    [10.6, 10, 0.9],
    [12.2, 10, 0.6],
    [14.9, 10, 0.1],
    [15.1, 10, 0],
    [0, 0, 1],
  ])("mean relative accuracy of %f where %f is right is %f", (said, right, expected) => {
    expect(meanRelativeAccuracy(said, right)).toBeCloseTo(expected, 12);
  });

  const drawing = (corners: string, label = "cup"): string =>
    `<think>t</think>\nAction: draw\n\`\`\`json\n[{"bbox_2d": ${corners}, "label": "${label}"}]\n\`\`\``;
  const answering = (answer: string): string => `<think>t</think> Action: answer <answer>${answer}</answer>`;
  const drawn = (...turns: readonly string[]): Rollout =>
    rollout(...turns.slice(0, -1).flatMap((words) => [looks(words), shown()]), says(turns.at(-1) ?? ""));

  it.each([
    ["right and well formed", drawn(drawing("[1, 2, 3, 4]"), answering("B")), "B", 1, 2],
    ["right, and no form", drawn("<think>t</think> look", answering("B")), "B", 0.5, 1],
    ["an answer too early", drawn(answering("A"), answering("B")), "B", 0.5, 1],
    ["wrong: the form is worth nothing", drawn(drawing("[1, 2, 3, 4]"), answering("C")), "B", 0, 0],
    ["a number nearly right", drawn(drawing("[1, 2, 3, 4]"), answering("12.2 cm")), "10", 0.8, 1.6],
    ["other words are not compared", drawn(answering("the left one")), "the left one", 0, 0],
    [
      "a block that is no list of boxes",
      drawn(drawing("[1, 2, 3, 4]").replace("bbox_2d", "box"), answering("B")),
      "B",
      0.5,
      1,
    ],
  ])("%s", (_, line, answer, code, paper) => {
    expect(worthOf(vilasr, line, given(answer))).toBeCloseTo(code, 12);
    expect(worthOf(vilasrPaper, line, given(answer))).toBeCloseTo(paper, 12);
  });

  it("keeps for training what is right, well formed and draws one label anew", () => {
    const [first, second] = [drawing("[1, 2, 3, 4]"), drawing("[1, 2, 3, 5]")];
    expect(worthOf(vilasrKept, drawn(first, second, answering("B")), given("B"))).toBe(1);
    expect(worthOf(vilasrKept, drawn(first, first, answering("B")), given("B"))).toBe(0);
    expect(worthOf(vilasrKept, drawn(first, second, answering("C")), given("B"))).toBe(0);
    expect(worthOf(vilasrKept, drawn(first, drawing("[9, 9, 10, 10]", "tv"), answering("B")), given("B"))).toBe(0);
  });
});
