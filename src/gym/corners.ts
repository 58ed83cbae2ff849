import type { Point } from "../geometry";

/** The four corners of an upright rectangle, clockwise from the upper left. */
export const boxCornersOf = (left: number, top: number, width: number, height: number): Point[] => [
  { x: left, y: top },
  { x: left + width, y: top },
  { x: left + width, y: top + height },
  { x: left, y: top + height },
];
