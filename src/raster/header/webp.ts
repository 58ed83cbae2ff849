import type { Size } from "../../geometry";
import { orientationOf } from "./exif";
import type { ReadHeader } from "./format";
import type { ByteReader } from "./reader";

/** RIFF chunks (RFC 9649): the size is in `VP8X`, else in the one bit stream. */
export const readWebp: ReadHeader = (reader, bytes) => {
  const whole = reader.uint32(4, true) + 8 <= reader.length;
  let size: Size | null = null;
  let animated = false;
  let orientation = 1;
  for (let at = 12; at + 8 <= reader.length; ) {
    const name = reader.text(at, 4);
    const length = reader.uint32(at + 4, true);
    if (name === "ANMF") animated = true;
    if (name === "EXIF") orientation = orientationOf(tiffOf(bytes.subarray(at + 8, at + 8 + length)));
    size ??= sizeIn(reader, name, at + 8);
    at += 8 + length + (length % 2);
  }
  return size && { mime: "image/webp", ...size, animated, orientation, whole };
};

/** Some writers put JPEG's `Exif\0\0` before the block. */
const tiffOf = (bytes: Uint8Array): Uint8Array => (bytes[0] === 0x45 ? bytes.subarray(6) : bytes);

function sizeIn(reader: ByteReader, name: string, at: number): Size | null {
  const uint24 = (from: number): number => reader.uint16(from, true) + reader.byte(from + 2) * 65_536;
  if (name === "VP8X") return { width: uint24(at + 4) + 1, height: uint24(at + 7) + 1 };
  if (name === "VP8 ")
    return { width: reader.uint16(at + 6, true) & 0x3fff, height: reader.uint16(at + 8, true) & 0x3fff };
  if (name !== "VP8L") return null;
  const bits = reader.uint32(at + 1, true);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}
