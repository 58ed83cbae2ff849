import type { Point } from "../../geometry";
import type { Color, Pixels } from "../pixels";
import { fillPolygon } from "./polygon";

const QUARTER_SIDES = 12;

/** A quarter of the unit circle at (1 − t², 2t) / (1 + t²), which lies on it for every t and takes no sine. */
const QUARTER: readonly Point[] = Array.from({ length: QUARTER_SIDES }, (_, i) => {
  const t = i / QUARTER_SIDES;
  return { x: (1 - t * t) / (1 + t * t), y: (2 * t) / (1 + t * t) };
});

const UNIT_CIRCLE: readonly Point[] = [
  ...QUARTER,
  ...QUARTER.map(({ x, y }) => ({ x: -y, y: x })),
  ...QUARTER.map(({ x, y }) => ({ x: -x, y: -y })),
  ...QUARTER.map(({ x, y }) => ({ x: y, y: -x })),
];

/** The corners of a polygon that is a circle to the eye. */
export const circleCorners = (center: Point, radius: number): Point[] =>
  UNIT_CIRCLE.map(({ x, y }) => ({ x: center.x + x * radius, y: center.y + y * radius }));

/** A filled circle, in place. Pixels of the image. */
export const fillCircle = (pixels: Pixels, center: Point, radius: number, color: Color): void =>
  fillPolygon(pixels, circleCorners(center, radius), color);
