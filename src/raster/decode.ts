import type { ImageId } from "../action";
import { breathe, err, ok, type Result } from "../base";
import { isOrientation, type Orientation, type Size } from "../geometry";
import type { Pixels } from "../pixels";
import type { ImageFailure } from "./failure";
import type { ImageHeader, ImageMime } from "./header/format";
import { readImageHeader } from "./header/header";
import { imageIdOfBytes } from "./imageId";

/**
 * What a person should know of how a file was read: only its first frame, turned upright as its camera asked,
 * or laid on white where it was see-through.
 */
export type ImageNote = "animated" | "rotated" | "transparent";

export interface DecodedImage {
  /** The name of the file's bytes as given. */
  readonly id: ImageId;
  /** Upright and opaque. */
  readonly pixels: Pixels;
  readonly mime: ImageMime;
  /** Size of the upright image in pixels. */
  readonly width: number;
  readonly height: number;
  /** How the file is stored, where that is not upright. */
  readonly orientation?: Orientation;
  readonly notes: readonly ImageNote[];
}

/**
 * A file's bytes as an image. Browser only: it takes the browser's decoders and a canvas (for SVG, a document too).
 * Browsers turn an image by its EXIF orientation and cannot be asked not to, so coordinates are of the upright one.
 */
export async function decodeImage(bytes: Uint8Array<ArrayBuffer>): Promise<Result<DecodedImage, ImageFailure>> {
  const header = readImageHeader(bytes);
  if (!header.ok) return header;
  const drawn = await draw(new Blob([bytes], { type: header.value.mime }), header.value);
  if (!drawn) return err({ code: "damaged", detail: header.value.mime });
  const { pixels, transparent } = drawn;
  const notes: ImageNote[] = [];
  if (header.value.animated) notes.push("animated");
  if (header.value.orientation !== 1) notes.push("rotated");
  if (transparent) notes.push("transparent");
  const { width, height } = pixels;
  const decoded = { id: await imageIdOfBytes(bytes), pixels, mime: header.value.mime, width, height, notes };
  const { orientation } = header.value;
  return ok(isOrientation(orientation) ? { ...decoded, orientation } : decoded);
}

interface Drawn {
  readonly pixels: Pixels;
  readonly transparent: boolean;
}

/** Null where the browser cannot decode it. */
async function draw(blob: Blob, header: ImageHeader): Promise<Drawn | null> {
  if (header.mime === "image/svg+xml") return drawSvg(blob, header);
  try {
    const bitmap = await createImageBitmap(blob);
    try {
      return await readBack(bitmap, bitmap, Math.max(1, Math.floor(PART_PIXELS / bitmap.width)));
    } finally {
      bitmap.close();
    }
  } catch {
    return null;
  }
}

/** Through `<img>`, where an SVG can neither run a script nor load a thing. */
async function drawSvg(blob: Blob, { width, height }: Size): Promise<Drawn | null> {
  const url = URL.createObjectURL(blob);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    // A drawing is drawn anew for each part.
    return await readBack(image, { width, height }, height);
  } catch {
    return null;
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Read back in a few milliseconds, pixels. */
const PART_PIXELS = 1 << 19;

/**
 * The pixels of what the browser decoded, a few rows at a time. See-through parts are laid on white: a canvas keeps colour
 * times alpha, so that straight alpha read back from it differs by browser, and the name of every crop would too.
 */
async function readBack(source: CanvasImageSource, { width, height }: Size, rows: number): Promise<Drawn> {
  const context = new OffscreenCanvas(width, rows).getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("No 2D canvas");
  const data = new Uint8ClampedArray(width * height * 4);
  let transparent = false;
  for (let top = 0; top < height; top += rows) {
    if (top > 0) await breathe();
    const part = Math.min(rows, height - top);
    context.globalCompositeOperation = "copy";
    context.drawImage(source, 0, -top, width, height);
    let image = context.getImageData(0, 0, width, part);
    if (isTransparent(image.data)) {
      transparent = true;
      context.globalCompositeOperation = "destination-over";
      context.fillStyle = "white";
      context.fillRect(0, 0, width, part);
      image = context.getImageData(0, 0, width, part);
    }
    data.set(image.data, top * width * 4);
  }
  return { pixels: { width, height, data }, transparent };
}

function isTransparent(data: Uint8ClampedArray): boolean {
  for (let i = 3; i < data.length; i += 4) if (data[i] !== 255) return true;
  return false;
}
