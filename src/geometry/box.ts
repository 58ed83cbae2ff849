import type { Brand } from "../base";
import { type ImagePoint, imagePoint, type Point } from "./point";
import { areaOf, type Size } from "./size";
import { roundHalfToEven } from "./smartResize";

/** An axis-parallel rectangle: left and top edge, width and height. Sides may lie between pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

// A box is only a box in some space. The brands keep a crop's pixels from being drawn as
// the image's: the two look alike and are off by an origin.
/** A box in pixels of one image. */
export type ImageBox = Brand<Box, "image">;
/** A box in pixels of a crop's own rectangle. */
export type CropBox = Brand<Box, "crop">;

export const imageBox = (left: number, top: number, width: number, height: number): ImageBox =>
  ({ left, top, width, height }) as ImageBox;

/** The box between two opposite corners, given in any order. */
export const boxFromCorners = (x1: number, y1: number, x2: number, y2: number): ImageBox =>
  imageBox(Math.min(x1, x2), Math.min(y1, y2), Math.abs(x2 - x1), Math.abs(y2 - y1));

/** The smallest box that holds all points. Throws on none. */
export function boxFromPoints(points: readonly Point[]): ImageBox {
  if (points.length === 0) throw new Error("No points, no box");
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  return boxFromCorners(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys));
}

/** `[x1, y1, x2, y2]`, top left and bottom right. */
export const cornersOf = (box: Box): [number, number, number, number] => [
  box.left,
  box.top,
  box.left + box.width,
  box.top + box.height,
];

export const centerOf = (box: ImageBox): ImagePoint => imagePoint(box.left + box.width / 2, box.top + box.height / 2);

/** Finite, with an inside. */
export const isRealBox = (box: Box): boolean =>
  [box.left, box.top, box.width, box.height].every(Number.isFinite) && box.width > 0 && box.height > 0;

/** The part of `box` that lies inside an image of this size; its width or height is 0 where there is none. */
export function clampBox(box: ImageBox, size: Size): ImageBox {
  const [x1, y1, x2, y2] = cornersOf(box);
  const left = Math.min(Math.max(x1, 0), size.width);
  const top = Math.min(Math.max(y1, 0), size.height);
  const right = Math.min(Math.max(x2, 0), size.width);
  const bottom = Math.min(Math.max(y2, 0), size.height);
  return imageBox(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
}

/**
 * `box` with each side at its nearest whole pixel, halves at the even one: what PIL's `Image.crop` takes for it. Its
 * width or height may be 0.
 */
export function roundBox(box: ImageBox): ImageBox {
  const [x1, y1, x2, y2] = cornersOf(box);
  return boxFromCorners(roundHalfToEven(x1), roundHalfToEven(y1), roundHalfToEven(x2), roundHalfToEven(y2));
}

export const moveBox = (box: ImageBox, dx: number, dy: number): ImageBox =>
  imageBox(box.left + dx, box.top + dy, box.width, box.height);

/** `box` grown by `fraction` of its own size on every side. */
export const padBox = (box: ImageBox, fraction: number): ImageBox =>
  imageBox(
    box.left - box.width * fraction,
    box.top - box.height * fraction,
    box.width * (1 + 2 * fraction),
    box.height * (1 + 2 * fraction),
  );

/** The same region, told in image pixels. Reads right to left: image ← crop. */
export const imageFromCrop = (crop: ImageBox, box: CropBox): ImageBox =>
  imageBox(box.left + crop.left, box.top + crop.top, box.width, box.height);

/** Shared area over joint area, 0 to 1; 0 where either is empty. */
export function intersectionOverUnion(a: ImageBox, b: ImageBox): number {
  const width = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
  const height = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (areaOf(a) + areaOf(b) - shared);
}
