// Pictures as pixels in Node, which has no decoders of its own.
import jpeg from "jpeg-js";
import { err, ok, type Result } from "../../src/base";
import { imagePoint, isOrientation, type Orientation, uprightFromStored } from "../../src/geometry";
import type { Pixels } from "../../src/pixels";
import { type DecodedImage, decodePng, type ImageFailure, imageIdOfBytes, readImageHeader } from "../../src/raster";

/** Null where the bytes are damaged, or no picture of a kind that is read. */
export type DecodePicture = (bytes: Uint8Array<ArrayBuffer>) => Promise<Pixels | null>;

/** Plain PNGs alone: quick, and enough where only sizes are asked for. */
export const decodePlainPng: DecodePicture = async (bytes) => {
  const header = readImageHeader(bytes);
  if (!header.ok || header.value.mime !== "image/png") return null;
  const decoded = await decodePng(bytes);
  return decoded.ok ? decoded.value : null;
};

/** Larger ones are refused, as in the page. */
const MOST_MEGAPIXELS = 100;
/** Of these the decoder works in less than ten bytes a pixel. */
const MOST_MEGABYTES = 1024;

/** PNG and JPEG, upright as a browser shows them. Pixels of a JPEG may differ by one or two of 255 from a browser's. */
export const decodePicture: DecodePicture = async (bytes) => {
  const header = readImageHeader(bytes);
  if (!header.ok || header.value.mime !== "image/jpeg") return decodePlainPng(bytes);
  const { orientation } = header.value;
  try {
    const options = { maxResolutionInMP: MOST_MEGAPIXELS, maxMemoryUsageInMB: MOST_MEGABYTES } as const;
    const { width, height, data } = jpeg.decode(bytes, { useTArray: true, ...options });
    const stored: Pixels = { width, height, data: new Uint8ClampedArray(data) };
    return isOrientation(orientation) ? upright(stored, orientation) : stored;
  } catch {
    // It says in words of its own what is wrong; a picture that cannot be decoded is as good as none.
    return null;
  }
};

function upright(stored: Pixels, orientation: Orientation): Pixels {
  const isOnItsSide = orientation >= 5;
  const width = isOnItsSide ? stored.height : stored.width;
  const from = new Uint32Array(stored.data.buffer);
  const to = new Uint32Array(from.length);
  for (let y = 0; y < stored.height; y++)
    for (let x = 0; x < stored.width; x++) {
      // Between the middles of pixels, so that both ends of a side are as far from its middle.
      const at = uprightFromStored(imagePoint(x + 0.5, y + 0.5), orientation, stored);
      to[Math.floor(at.y) * width + Math.floor(at.x)] = from[y * stored.width + x] ?? 0;
    }
  const height = isOnItsSide ? stored.width : stored.height;
  return { width, height, data: new Uint8ClampedArray(to.buffer) };
}

/** What an executor needs of it. */
export async function decodeStored(bytes: Uint8Array<ArrayBuffer>): Promise<Result<DecodedImage, ImageFailure>> {
  const header = readImageHeader(bytes);
  const pixels = await decodePicture(bytes);
  if (!header.ok || !pixels) return err({ code: "unsupported-image", detail: "" });
  const { width, height } = pixels;
  return ok({ id: await imageIdOfBytes(bytes), width, height, pixels, mime: header.value.mime, notes: [] });
}
