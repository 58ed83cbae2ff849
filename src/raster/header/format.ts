import type { ImageFailure } from "../failure";
import type { ByteReader } from "./reader";

/** What the first bytes of an image file say, before anything is decoded. */
export interface ImageHeader {
  readonly mime: ImageMime;
  /** Size in pixels as stored, before any turn by `orientation`. */
  readonly width: number;
  readonly height: number;
  readonly animated: boolean;
  /** EXIF orientation, 1 to 8; 1 is upright. */
  readonly orientation: number;
}

export type ImageMime =
  | "image/png"
  | "image/jpeg"
  | "image/webp"
  | "image/gif"
  | "image/bmp"
  | "image/avif"
  | "image/svg+xml";

/** Reads one format; null where the file breaks off before its size. `whole` is false where it breaks off later. */
export type ReadHeader = (
  reader: ByteReader,
  bytes: Uint8Array,
) => (ImageHeader & { readonly whole: boolean }) | ImageFailure | null;
