// What the original gave for these inputs when it was run.
import { describe, expect, it } from "vitest";
import { imageBox } from "../../geometry";
import type { Rollout } from "../rollout";
import { rolloutOf } from "../rollout";
import { completion, given, PICTURE, partOf, problem, says, scoreIn, worthOf } from "../testing";
import { visualRft, vlmR1, vlmR1Paper } from "./grounding";

describe("boxes", () => {
  const box = { boxes: [{ image: PICTURE, box: imageBox(0, 0, 100, 100) }] };
  const said = (corners: string): Rollout => completion(`<think>t</think><answer>{"bbox_2d": ${corners}}</answer>`);

  it.each([
    ["the same", "[0, 0, 100, 100]", 2, 2],
    ["half of it", "[0, 0, 50, 100]", 1.5, 1.5],
    ["beside it", "[200, 0, 250, 100]", 1, 1],
    ["an edge of one pixel in common", "[99, 0, 199, 100]", 1, 1 + 100 / 19900],
    ["no box", "[1, 2]", 0, 0],
  ])("VLM-R1: %s", (_, corners, code, paper) => {
    expect(worthOf(vlmR1, said(corners), given(null, box))).toBeCloseTo(code, 12);
    expect(worthOf(vlmR1Paper, said(corners), given(null, box))).toBeCloseTo(paper, 12);
  });

  it("reads VLM-R1's numbers in pixels of the picture as it was resized", () => {
    // 300 × 300 is shown as 308 × 308.
    const line = rolloutOf(
      [problem(), says('<think>t</think><answer>{"bbox_2d": [0, 0, 308, 154]}</answer>')],
      new Map([[PICTURE, { id: PICTURE, width: 300, height: 300, name: "", origin: { kind: "source" } }]]),
    );
    const to = given(null, { boxes: [{ image: PICTURE, box: imageBox(0, 0, 300, 150) }] });
    expect(partOf(scoreIn(vlmR1Paper, line, to), "IoU")).toBeCloseTo(1, 12);
  });

  const listed = (items: string): Rollout => completion(`<think>t</think><answer>${items}</answer>`);
  // In thousandths of a picture of 280 × 280 the right box is [0, 0, 100/0.28, 100/0.28].
  const whole = "[0, 0, 357.142857142857, 357.142857142857]";
  it.each([
    ["one that is right", `[{'Position': ${whole}, 'Confidence': 0.9}]`, [1, 0.9, 1]],
    [
      "the same twice",
      `[{'Position': ${whole}, 'Confidence': 0.9}, {'Position': ${whole}, 'Confidence': 0.4}]`,
      [1, 0.9, 1],
    ],
    [
      "one too many",
      `[{'Position': ${whole}, 'Confidence': 1}, {'Position': [900, 900, 950, 950], 'Confidence': 0.2}]`,
      [0.5, 0.9, 1],
    ],
    ["less than half in common", "[{'Position': [0, 0, 178.57, 178.57], 'Confidence': 1}]", [0, 0, 1]],
    ["a list that was cut off", `[{'Position': ${whole}, 'Confidence': 0.9}, {'Position': [1,`, [1, 0.9, 1]],
    ["no list", "none", [0, 0, 1]],
  ])("Visual-RFT: %s", (_, items, [iou = 0, confidence = 0, format = 0]) => {
    const score = scoreIn(visualRft, listed(items), given(null, box));
    expect(score.parts.map(({ value }) => value)).toEqual([
      expect.closeTo(iou, 9),
      expect.closeTo(confidence, 9),
      format,
    ]);
  });
});
