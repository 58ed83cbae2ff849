import type { ImageId } from "../action";
import { ok, type Result } from "../base";
import type { Size } from "../geometry";
import { bitmapOf, encodePng } from "../raster";
import type { EncodedImage } from "../remote";
import { type PixelSource, shownAt } from "./runModel";

/** A PNG above this is a photograph, and far smaller as a JPEG, bytes. */
const PNG_BUDGET = 3 * 2 ** 20;
const JPEG_QUALITY = 0.92;

/** An image as a file for a server, at its own size or the one asked for, since another would move every coordinate. */
export async function encodedImage(
  id: ImageId,
  source: PixelSource,
  size?: Size,
): Promise<Result<EncodedImage, string>> {
  const found = await source.pixels(id);
  if (!found.ok) return found;
  const pixels = shownAt(found.value, size);
  const png = await encodePng(pixels);
  if (png.length <= PNG_BUDGET || typeof OffscreenCanvas === "undefined") return ok({ mime: "image/png", bytes: png });
  const canvas = new OffscreenCanvas(pixels.width, pixels.height);
  canvas.getContext("2d")?.drawImage(await bitmapOf(pixels), 0, 0);
  const jpeg = await canvas.convertToBlob({ type: "image/jpeg", quality: JPEG_QUALITY });
  return ok({ mime: "image/jpeg", bytes: new Uint8Array(await jpeg.arrayBuffer()) });
}
