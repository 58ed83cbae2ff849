import { describe, expect, it } from "vitest";
import { imageBox } from "../../geometry";
import { type Camera, viewPoint } from "../camera/camera";
import type { JudgedMark } from "../contract/surface";
import { hitJudged } from "./hitJudged";

const region = (id: string, left: number, top: number, width: number, height: number): JudgedMark => ({
  kind: "region",
  id,
  box: imageBox(left, top, width, height),
  verdict: null,
  words: "",
  chosen: false,
});
const UNIT: Camera = { scale: 1, x: 0, y: 0 };
const MARKS = [region("large", 0, 0, 400, 300), region("small", 100, 100, 50, 50)];
const at = (x: number, y: number, camera = UNIT, marks: readonly JudgedMark[] = MARKS) =>
  hitJudged(marks, camera, viewPoint(x, y));

describe("the region under a pointer", () => {
  it("is the smaller of two from inside, whichever was drawn last", () => {
    expect(at(120, 120)).toMatchObject({ id: "small", on: "inside" });
    expect(at(120, 120, UNIT, MARKS.toReversed())).toMatchObject({ id: "small", on: "inside" });
    expect(at(300, 200)).toMatchObject({ id: "large", on: "inside" });
  });

  it("is taken by its line before the inside of another, within the same few pixels at any zoom", () => {
    expect(at(94, 120)).toMatchObject({ id: "small", on: "line" });
    expect(at(94 * 8, 120 * 8, { scale: 8, x: 0, y: 0 })).toMatchObject({ id: "large", on: "inside" });
    expect(at(100 * 8 - 6, 120 * 8, { scale: 8, x: 0, y: 0 })).toMatchObject({ id: "small", on: "line" });
  });

  it("is none outside, and never a link", () => {
    expect(at(500, 400)).toBeNull();
    const link: JudgedMark = { ...region("l", 0, 0, 1, 1), kind: "link", from: imageBox(0, 0, 9, 9), to: null };
    expect(at(4, 4, UNIT, [link])).toBeNull();
  });
});
