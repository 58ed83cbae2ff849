import type { Brand } from "../base";
import type { Size } from "./size";

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A point in pixels of one image. */
export type ImagePoint = Brand<Point, "image">;

export const imagePoint = (x: number, y: number): ImagePoint => ({ x, y }) as ImagePoint;

export const isFinitePoint = (point: Point): boolean => Number.isFinite(point.x) && Number.isFinite(point.y);

/** The nearest point inside an image of this size. */
export const clampPoint = (point: ImagePoint, size: Size): ImagePoint =>
  imagePoint(Math.min(Math.max(point.x, 0), size.width), Math.min(Math.max(point.y, 0), size.height));

/** Products and a square root are the same in every engine; the last bit of Math.hypot and of a power need not be. */
export function distance(a: Point, b: Point): number {
  const [x, y] = [a.x - b.x, a.y - b.y];
  return Math.sqrt(x * x + y * y);
}
