import type { Point } from "../geometry";
import { circleCorners } from "../pixels";
import type { Shape } from "./kinds";

// Corners as numbers, not as sines: the last bit of Math.sin differs between engines.
const TIP = [
  [0, -1],
  [0.951057, -0.309017],
  [0.587785, 0.809017],
  [-0.587785, 0.809017],
  [-0.951057, -0.309017],
] as const;
const STAR_WAIST = 0.52;
const SQUARE_HALF = 0.84;
const CROSS_HALF = 0.92;
const CROSS_ARM = 0.36;
const SQRT3_HALF = 0.866025;

/**
 * The corners of a shape of this `radius` about `center`, its rim moved inwards by `inset`; all in pixels of the picture.
 * The rim is the same width on every side.
 */
export function outlineOf(shape: Shape, center: Point, radius: number, inset = 0): Point[] {
  const unit = UNIT[shape](inset / radius);
  return unit.map(([x, y]) => ({ x: center.x + x * radius, y: center.y + y * radius }));
}

type Corner = readonly [x: number, y: number];

/** The corners at radius 1, given the inset as a part of the radius. */
const UNIT: Readonly<Record<Shape, (inset: number) => readonly Corner[]>> = {
  circle: (inset) => circleCorners({ x: 0, y: 0 }, 1 - inset).map(({ x, y }) => [x, y]),
  square: (inset) => quad(SQUARE_HALF - inset),
  triangle: (inset) => triangle(1 - 2 * inset),
  diamond: (inset) => diamond(1 - Math.SQRT2 * inset),
  star: (inset) => star(1 - inset * 2.1),
  cross: (inset) => cross(CROSS_HALF - inset, CROSS_ARM - inset),
};

const quad = (half: number): Corner[] => [
  [-half, -half],
  [half, -half],
  [half, half],
  [-half, half],
];

const diamond = (radius: number): Corner[] => [
  [0, -radius],
  [radius, 0],
  [0, radius],
  [-radius, 0],
];

/** Equilateral about its centroid, point up. */
const triangle = (radius: number): Corner[] => [
  [0, -radius],
  [SQRT3_HALF * radius, radius / 2],
  [-SQRT3_HALF * radius, radius / 2],
];

const star = (radius: number): Corner[] =>
  TIP.flatMap(([x, y], i): Corner[] => {
    const [nextX, nextY] = TIP[(i + 1) % TIP.length]!;
    // The waist lies half-way between two tips; 0.809017 is how far that is from the centre.
    const waist = (radius * STAR_WAIST) / 0.809017 / 2;
    return [
      [x * radius, y * radius],
      [(x + nextX) * waist, (y + nextY) * waist],
    ];
  });

const cross = (half: number, arm: number): Corner[] => [
  [-arm, -half],
  [arm, -half],
  [arm, -arm],
  [half, -arm],
  [half, arm],
  [arm, arm],
  [arm, half],
  [-arm, half],
  [-arm, arm],
  [-half, arm],
  [-half, -arm],
  [-arm, -arm],
];

/** The four corners of an upright rectangle, clockwise from the upper left. */
export const boxCornersOf = (left: number, top: number, width: number, height: number): Point[] => [
  { x: left, y: top },
  { x: left + width, y: top },
  { x: left + width, y: top + height },
  { x: left, y: top + height },
];
