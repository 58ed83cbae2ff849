import { breathe } from "../base";
import { imageBox } from "../geometry";
import { boxOfTile, type PictureTile, type Pixels, partAtLevel, sizeAtLevel } from "../pixels";

/** Pixels of the picture that are read and put on a canvas in a few milliseconds. */
const PART_PIXELS = 1 << 19;

/**
 * The pixels at a level (`partAtLevel`) as something a canvas can draw. Browser only. A browser makes the bitmap of a large
 * picture in one piece, 0.3 s for 36 million pixels; here it is put together from a few rows at a time.
 */
export async function bitmapOf(pixels: Pixels, level = 0): Promise<ImageBitmap> {
  const { width, height } = sizeAtLevel(pixels, level);
  const rows = Math.max(1, Math.floor(PART_PIXELS / pixels.width) >> level) << level;
  if (rows >= pixels.height && level === 0) return createImageBitmap(imageOf(pixels));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("No 2D canvas");
  for (let top = 0; top < pixels.height; top += rows) {
    // Before the first, too: who asks may be in the middle of a long task.
    await breathe();
    const part = imageBox(0, top, pixels.width, Math.min(rows, pixels.height - top));
    context.putImageData(imageOf(partAtLevel(pixels, level, part)), 0, top >> level);
  }
  return canvas.transferToImageBitmap();
}

/** A tile of a level, likewise; small enough for one piece. */
export const bitmapOfTile = (pixels: Pixels, tile: PictureTile): Promise<ImageBitmap> =>
  createImageBitmap(imageOf(partAtLevel(pixels, tile.level, boxOfTile(pixels, tile))));

const imageOf = ({ data, width, height }: Pixels): ImageData => new ImageData(data, width, height);
