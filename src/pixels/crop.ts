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

/**
 * The part of the image under `box`, whose sides are whole pixels and may lie beyond the image: what is `outside` is
 * opaque black, as Pillow's `Image.crop` leaves it in pictures without transparency; `all` of it is where a picture
 * without an inside was scaled.
 */
export function cropOnBlack(pixels: Pixels, box: Box, black: "outside" | "all"): Pixels {
  const { left, top, width, height } = box;
  const data = new Uint8ClampedArray(width * height * 4);
  for (let i = 3; i < data.length; i += 4) data[i] = 255;
  const [from, to] = [Math.max(0, left), Math.min(pixels.width, left + width)];
  for (let y = Math.max(0, top); black === "outside" && to > from && y < Math.min(pixels.height, top + height); y++) {
    const row = pixels.data.subarray((y * pixels.width + from) * 4, (y * pixels.width + to) * 4);
    data.set(row, ((y - top) * width + from - left) * 4);
  }
  return { width, height, data };
}
