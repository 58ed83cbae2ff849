import { orientationOf } from "./exif";
import type { ReadHeader } from "./format";

/** Chunks are walked to `IEND`: a file that breaks off is told by its missing end. */
export const readPng: ReadHeader = (reader, bytes) => {
  let animated = false;
  let orientation = 1;
  let whole = false;
  for (let at = 8; at + 12 <= reader.length && !whole; ) {
    const length = reader.uint32(at);
    const name = reader.text(at + 4, 4);
    // `acTL` only stands in an animated PNG; one frame is no animation.
    if (name === "acTL") animated = reader.uint32(at + 8) > 1;
    if (name === "eXIf") orientation = orientationOf(bytes.subarray(at + 8, at + 8 + length));
    whole ||= name === "IEND";
    at += 12 + length;
  }
  const size = { width: reader.uint32(16), height: reader.uint32(20) };
  return reader.length < 24 ? null : { mime: "image/png", ...size, animated, orientation, whole };
};
