import { describe, expect, it } from "vitest";
import type { Action } from "../../action";
import { type ImageBox, imageBox, imagePoint } from "../../geometry";
import type { StageMark, Tone } from "../../stage";
import { imageId, source, stepId } from "../../trace/testing";
import { NO_SCENE, type Scene } from "../picture/scene";
import { spotlit } from "./spotlight";

const image = imageId("1");
const mark = (action: Action, tone: Tone = "current"): StageMark => ({
  stepId: stepId("a"),
  action,
  author: "model",
  tone,
});
const box = (left: number, top: number, width: number, height: number): Action => ({
  kind: "zoom",
  image,
  box: imageBox(left, top, width, height),
});
/** A picture of 100 × 80 pixels. */
const scene = (...marks: readonly StageMark[]): Scene => ({ ...NO_SCENE, image: source("1"), marks });
const holds = (outer: ImageBox | undefined, inner: ImageBox): boolean =>
  !!outer &&
  outer.left <= inner.left &&
  outer.top <= inner.top &&
  outer.left + outer.width >= inner.left + inner.width &&
  outer.top + outer.height >= inner.top + inner.height;

describe("the spotlight", () => {
  it("lies on what is new, with its outline, and on nothing that was there before", () => {
    const boxes = spotlit(
      scene(mark(box(0, 0, 9, 9), "past"), mark(box(90, 60, 9, 9), "ghost"), mark(box(40, 30, 20, 20))),
    );
    expect(boxes).toHaveLength(1);
    expect(holds(boxes[0], imageBox(40, 30, 20, 20))).toBe(true);
    expect(boxes[0]?.width).toBeLessThan(30);
  });

  it("gives a point, and a straight line, room around it", () => {
    const [around] = spotlit(scene(mark({ kind: "point", image, at: imagePoint(50, 40), label: "" })));
    expect(around).toEqual(imageBox(44, 34, 12, 12));
    const [along] = spotlit(scene(mark({ kind: "line", image, points: [imagePoint(10, 40), imagePoint(90, 40)] })));
    expect(along?.height).toBe(12);
  });

  it("is on everything where nothing is new, most of the picture is, or the whole picture is meant", () => {
    expect(spotlit(scene())).toEqual([]);
    expect(spotlit(scene(mark(box(0, 0, 100, 80))))).toEqual([]);
    expect(spotlit(scene(mark({ kind: "flip", image, axis: "horizontal" })))).toEqual([]);
    expect(spotlit(NO_SCENE)).toEqual([]);
  });
});
