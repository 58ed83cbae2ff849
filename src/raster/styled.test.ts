import { describe, expect, it } from "vitest";
import type { Action, DrawingStyle, DrawnBy, ImageId } from "../action";
import { must } from "../base";
import { imageBox, imagePoint } from "../geometry";
import { type Pixels, plain } from "../pixels";
import { performAction } from "./perform";

const white = plain({ width: 60, height: 40 }, [255, 255, 255]);
const image = "a".repeat(64) as ImageId;
const pen = (order: number | null, scale = 1): DrawnBy => ({ style: "test", order, scale });
const STYLE: DrawingStyle = {
  boxColours: [
    [255, 0, 0],
    [0, 128, 0],
    [0, 0, 128],
  ],
  lineColour: [0, 0, 0],
  startColour: [255, 0, 0],
  endColour: [0, 0, 255],
  endRadius: 4,
  width: 4,
  labelAt: { x: 8, y: 6 },
};
const colourAt = ({ data, width }: Pixels, x: number, y: number): number[] => [
  ...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 3),
];
const drawn = (action: Action): Pixels => must(performAction(action, white, new Map([["test", STYLE]])));
const box = (of: DrawnBy): Action => ({ kind: "box", image, box: imageBox(10, 10, 30, 20), label: "", pen: of });

describe("marks in a style of some tool", () => {
  it("outlines a box within its edges, in the colour of its place", () => {
    const green = drawn(box(pen(1)));
    expect(colourAt(green, 11, 11)).toEqual([0, 128, 0]);
    expect(colourAt(green, 13, 20)).toEqual([0, 128, 0]);
    expect(colourAt(green, 9, 20)).toEqual([255, 255, 255]);
    expect(colourAt(green, 20, 20)).toEqual([255, 255, 255]);
    expect(colourAt(drawn(box(pen(3))), 11, 11)).toEqual([255, 0, 0]);
  });

  it("draws as wide as the picture that the tool saw was smaller", () => {
    expect(colourAt(drawn(box(pen(0, 1))), 16, 20)).toEqual([255, 255, 255]);
    expect(colourAt(drawn(box(pen(0, 2))), 16, 20)).toEqual([255, 0, 0]);
  });

  it("draws a line in black, from a red end to a blue one, and no label", () => {
    const points = [imagePoint(10, 20), imagePoint(50, 20)];
    const line = drawn({ kind: "line", image, points, pen: pen(0) });
    expect(colourAt(line, 30, 20)).toEqual([0, 0, 0]);
    expect(colourAt(line, 10, 20)).toEqual([255, 0, 0]);
    expect(colourAt(line, 50, 20)).toEqual([0, 0, 255]);
  });

  it("draws nothing of a box that another takes the place of", () => {
    expect(drawn(box(pen(null))).data).toEqual(white.data);
  });

  it("draws a mark in a style that nobody knows as any other", () => {
    const plainBox: Action = { kind: "box", image, box: imageBox(10, 10, 30, 20), label: "" };
    const ours = must(performAction(plainBox, white));
    expect(must(performAction(box(pen(1)), white)).data).toEqual(ours.data);
  });
});
