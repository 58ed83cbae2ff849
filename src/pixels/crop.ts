import { type Box, clampBox, imageBox, roundHalfToEven } from "../geometry";
import type { Pixels } from "./pixels";

/**
 * `box` with its sides moved to the nearest whole pixels, halves to the even one as PIL has them; inside the image and at
 * least one pixel each way.
 */
export function wholeBox(box: Box, size: { readonly width: number; readonly height: number }): Box {
  const left = Math.min(Math.max(roundHalfToEven(box.left), 0), size.width - 1);
  const top = Math.min(Math.max(roundHalfToEven(box.top), 0), size.height - 1);
  const right = Math.max(left + 1, roundHalfToEven(box.left + box.width));
  const bottom = Math.max(top + 1, roundHalfToEven(box.top + box.height));
  return clampBox(imageBox(left, top, right - left, bottom - top), size);
}

/** The part of the image under `box` (pixels of the image), its sides first moved by `wholeBox`. */
export function crop(pixels: Pixels, box: Box): Pixels {
  const { left, top, width, height } = wholeBox(box, pixels);
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * pixels.width + left) * 4;
    data.set(pixels.data.subarray(from, from + width * 4), y * width * 4);
  }
  return { width, height, data };
}
