import { shapeOf } from "../../action";
import { areaOf, boxFromPoints, clampBox, type ImageBox, imageBox, padBox, type Size } from "../../geometry";
import type { StageMark } from "../../stage";
import type { Scene } from "../picture/scene";

/** Around what is new, as a part of its own size, so that its outline lies in the light too. */
const MARGIN = 0.12;
/** The side of what is lit around a point, as a part of the longer side of the picture. */
const POINT_PART = 0.12;
/** Where most of the picture is new there is nothing to dim. */
const MOST_LIT = 0.6;

/** What a step is about, as boxes in pixels of the image on show: what the spotlight lies on. Empty where it is on all. */
export function spotlit({ image, marks }: Scene): readonly ImageBox[] {
  if (!image) return [];
  const boxes = marks.flatMap((mark) => (mark.tone === "current" ? litBy(mark, image) : []));
  const lit = boxes.reduce((sum, box) => sum + areaOf(clampBox(box, image)), 0);
  return lit > MOST_LIT * areaOf(image) ? [] : boxes;
}

function litBy({ action }: StageMark, size: Size): readonly ImageBox[] {
  const shape = shapeOf(action);
  if (shape.kind === "whole") return [];
  const box = shape.kind === "box" ? shape.box : boxFromPoints(shape.points);
  return [atLeast(padBox(box, MARGIN), POINT_PART * Math.max(size.width, size.height))];
}

/** The box about the same middle with no side shorter than that: a point, or a straight line, has no inside. */
function atLeast({ left, top, width, height }: ImageBox, side: number): ImageBox {
  const [wide, high] = [Math.max(width, side), Math.max(height, side)];
  return imageBox(left - (wide - width) / 2, top - (high - height) / 2, wide, high);
}
