import type { ImageId } from "../action";
import { err, ok, type Result } from "../base";
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
      return readBack(bitmap, bitmap);
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
    return readBack(image, { width, height });
  } catch {
    return null;
  } finally {
    URL.revokeObjectURL(url);
  }
}

/**
 * The pixels of what the browser decoded. See-through parts are laid on white: a canvas keeps colour times alpha, so
 * that straight alpha read back from it differs by browser, and the name of every crop would too.
 */
function readBack(source: CanvasImageSource, { width, height }: Size): Drawn {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("No 2D canvas");
  context.drawImage(source, 0, 0, width, height);
  const image = context.getImageData(0, 0, width, height);
  const transparent = isTransparent(image.data);
  if (!transparent) return { pixels: { width, height, data: image.data }, transparent };
  context.globalCompositeOperation = "destination-over";
  context.fillStyle = "white";
  context.fillRect(0, 0, width, height);
  return { pixels: { width, height, data: context.getImageData(0, 0, width, height).data }, transparent };
}

function isTransparent(data: Uint8ClampedArray): boolean {
  for (let i = 3; i < data.length; i += 4) if (data[i] !== 255) return true;
  return false;
}
