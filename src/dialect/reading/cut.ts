import { boxFromCorners, cornersOf, type ImageBox, type Size } from "../../geometry";
import type { Cut } from "../contract/dialect";

// Cuts as systems' own code works them out, held to `cuts.golden.json`.

/**
 * A cut that is worked out on the picture as the model was shown it, in pixels of that. Where nothing tells another size
 * it is the picture itself.
 */
export const onShownPicture =
  (cut: (corners: Corners, shown: Size) => Corners | null): Cut =>
  (box, { size, frame = size }) => {
    const [x, y] = [frame.width / size.width, frame.height / size.height];
    const cutThere = cut(scaled(box, x, y), frame);
    return cutThere && boxFromCorners(cutThere[0] / x, cutThere[1] / y, cutThere[2] / x, cutThere[3] / y);
  };

/** `[x1, y1, x2, y2]` */
export type Corners = readonly [x1: number, y1: number, x2: number, y2: number];

/** Corners were whole in the words; scaled there and back they may miss that by the last bit, and be cut off by a pixel. */
const scaled = (box: ImageBox, x: number, y: number): Corners => {
  const [x1, y1, x2, y2] = cornersOf(box);
  return [settled(x1 * x), settled(y1 * y), settled(x2 * x), settled(y2 * y)];
};

const settled = (value: number): number => Math.round(value * 1e6) / 1e6;

/** Python's `int` of each. */
export const truncated = ([x1, y1, x2, y2]: Corners): Corners => [
  Math.trunc(x1),
  Math.trunc(y1),
  Math.trunc(x2),
  Math.trunc(y2),
];

export const within = ([x1, y1, x2, y2]: Corners, { width, height }: Size): Corners => [
  Math.min(Math.max(0, x1), width),
  Math.min(Math.max(0, y1), height),
  Math.min(Math.max(0, x2), width),
  Math.min(Math.max(0, y2), height),
];
