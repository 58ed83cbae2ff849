import type { Size } from "../../geometry";
import { orientationOf } from "./exif";
import type { ReadHeader } from "./format";
import type { ByteReader } from "./reader";

const START_OF_SCAN = 0xda;
const END = 0xd9;
const APP1 = 0xe1;

// Start-of-frame markers are 0xc0 to 0xcf but for three that mean something else.
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

const standsAlone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);

/** Segments are walked to the end-of-image marker, through the coded data: decoders fill a cut file with grey. */
export const readJpeg: ReadHeader = (reader, bytes) => {
  let size: Size | null = null;
  let orientation = 1;
  for (let at = 2; at + 1 < reader.length; ) {
    const marker = reader.byte(at + 1);
    if (reader.byte(at) !== 0xff || marker === 0xff) {
      at++;
      continue;
    }
    if (marker === END) return headerOf(size, orientation, true);
    const length = standsAlone(marker) ? 0 : reader.uint16(at + 2);
    if (isFrame(marker)) size = { height: reader.uint16(at + 5), width: reader.uint16(at + 7) };
    if (marker === APP1 && reader.text(at + 4, 6) === "Exif\0\0")
      orientation = orientationOf(bytes.subarray(at + 10, at + 2 + length));
    at += 2 + length;
    if (marker === START_OF_SCAN) at = endOfScan(reader, at);
  }
  return headerOf(size, orientation, false);
};

const headerOf = (size: Size | null, orientation: number, whole: boolean) =>
  size &&
  ({ mime: "image/jpeg", width: size.width, height: size.height, animated: false, orientation, whole } as const);

/** Where the coded data ends: at a marker that is neither a stuffed zero nor a restart. */
function endOfScan(reader: ByteReader, start: number): number {
  for (let at = start; at + 1 < reader.length; at++) {
    if (reader.byte(at) !== 0xff) continue;
    const next = reader.byte(at + 1);
    if (next !== 0 && next !== 0xff && !standsAlone(next)) return at;
  }
  return reader.length;
}
