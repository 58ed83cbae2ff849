import { err, ok, type Result } from "../base";
import { clampBox, clampPoint, type ImageBox, type ImagePoint, isFinitePoint, isRealBox, type Size } from "../geometry";
import type { ActionRefusal } from "./plan";

/** The part of `box` inside the image. Refused where it is empty, not finite, or wholly outside. */
export function fitBox(box: ImageBox, size: Size): Result<ImageBox, ActionRefusal> {
  const real = realBox(box);
  if (!real.ok) return real;
  const inside = clampBox(box, size);
  return isRealBox(inside) ? ok(inside) : err("outside-image");
}

/** The box itself, which may reach beyond an image. Refused where it is empty or not finite. */
export function realBox(box: ImageBox): Result<ImageBox, ActionRefusal> {
  if (![box.left, box.top, box.width, box.height].every(Number.isFinite)) return err("not-a-number");
  return isRealBox(box) ? ok(box) : err("empty-box");
}

/** Points pulled to the nearest place inside the image. Refused where one is not finite or there are too few. */
export function fitPoints(
  points: readonly ImagePoint[],
  size: Size,
  atLeast: number,
): Result<readonly ImagePoint[], ActionRefusal> {
  if (points.length < atLeast) return err("too-few-points");
  if (!points.every(isFinitePoint)) return err("not-a-number");
  return ok(points.map((point) => clampPoint(point, size)));
}
