/**
 * An image in memory: 8-bit sRGB with straight alpha, RGBA, row by row from the top left.
 * `data.length === width * height * 4`.
 */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}
