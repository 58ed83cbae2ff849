import type { Box, Point } from "../../geometry";
import { cornersOf } from "../../geometry";
import type { Color, Pixels } from "../pixels";
import { fillPolygon } from "./polygon";

/** The corners of a rectangle, clockwise from the top left. */
export const boxCorners = (left: number, top: number, right: number, bottom: number): Point[] => [
  { x: left, y: top },
  { x: right, y: top },
  { x: right, y: bottom },
  { x: left, y: bottom },
];

/** The outline of a box, in place; half of `thickness` lies outside the box. Pixels of the image. */
export function drawBox(pixels: Pixels, box: Box, thickness: number, color: Color): void {
  const [left, top, right, bottom] = cornersOf(box);
  const half = thickness / 2;
  // Four strips that share no pixel, so that a see-through colour has no darker corners.
  const strips = [
    boxCorners(left - half, top - half, right + half, top + half),
    boxCorners(left - half, bottom - half, right + half, bottom + half),
    boxCorners(left - half, top + half, left + half, bottom - half),
    boxCorners(right - half, top + half, right + half, bottom - half),
  ];
  for (const strip of strips) fillPolygon(pixels, strip, color);
}
