import type { ImageId } from "../action";
import { ok, type Result } from "../base";
import { bitmapOf, encodePng } from "../raster";
import type { EncodedImage } from "../remote";
import type { PixelSource } from "./runModel";

/** A PNG above this is a photograph, and far smaller as a JPEG, bytes. */
const PNG_BUDGET = 3 * 2 ** 20;
const JPEG_QUALITY = 0.92;

/** An image as a file for a server, at its own size: a smaller one would move every coordinate. */
export async function encodedImage(id: ImageId, source: PixelSource): Promise<Result<EncodedImage, string>> {
  const pixels = await source.pixels(id);
  if (!pixels.ok) return pixels;
  const png = await encodePng(pixels.value);
  if (png.length <= PNG_BUDGET || typeof OffscreenCanvas === "undefined") return ok({ mime: "image/png", bytes: png });
  const { value } = pixels;
  const canvas = new OffscreenCanvas(value.width, value.height);
  canvas.getContext("2d")?.drawImage(await bitmapOf(value), 0, 0);
  const jpeg = await canvas.convertToBlob({ type: "image/jpeg", quality: JPEG_QUALITY });
  return ok({ mime: "image/jpeg", bytes: new Uint8Array(await jpeg.arrayBuffer()) });
}
