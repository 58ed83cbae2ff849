import type { Size } from "../geometry";

/**
 * An image in memory: 8-bit sRGB with straight alpha, RGBA, row by row from the top left.
 * `data.length === width * height * 4`.
 */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** Red, green, blue in 0–255 and how opaque it is, 0–255 (255 where left out). */
export type Color = readonly [red: number, green: number, blue: number, alpha?: number];

/** An image of one colour. */
export function plain({ width, height }: Size, [red, green, blue, alpha = 255]: Color): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < data.length; at += 4) data.set([red, green, blue, alpha], at);
  return { width, height, data };
}
