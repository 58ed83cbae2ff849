import { areaOf, type Size } from "../geometry";

// Decoders happily make a bitmap of 1.6 GB out of a file of 3.5 MB, and canvases beyond this side stay blank
// without an error (measured in Chromium 156). So size is asked of the header before anything is decoded.
export const MAX_IMAGE_AREA = 100_000_000;
export const MAX_IMAGE_SIDE = 16_384;

/** Whether an image of this size may be held in memory. */
export const fitsMemory = (size: Size): boolean =>
  Math.max(size.width, size.height) <= MAX_IMAGE_SIDE && areaOf(size) <= MAX_IMAGE_AREA;
