import type { Pixels } from "../pixels";

/** The pixels as something a canvas can draw. Browser only. */
export const bitmapOf = (pixels: Pixels): Promise<ImageBitmap> =>
  createImageBitmap(new ImageData(pixels.data, pixels.width, pixels.height));
