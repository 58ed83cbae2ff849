import { areaOf, type Size } from "../../geometry";
import type { ReadHeader } from "./format";
import type { ByteReader } from "./reader";

const CONTAINERS = new Set(["meta", "iprp", "ipco"]);
const MAX_BOXES = 10_000;

/**
 * Boxes (ISO 14496-12) down to every `ispe`; the largest is the whole picture, where tiles have their own.
 * Turns (`irot`, `imir`) are the decoder's; an item that has one is reported as turned, like EXIF's sixth.
 */
export const readAvif: ReadHeader = (reader) => {
  const sizes: Size[] = [];
  let turned = false;
  let visited = 0;
  const walk = (start: number, end: number): void => {
    for (let at = start; at + 8 <= end && visited++ < MAX_BOXES; ) {
      const name = reader.text(at + 4, 4);
      const length = boxLength(reader, at, end);
      if (CONTAINERS.has(name)) walk(at + (name === "meta" ? 12 : 8), at + length);
      if (name === "irot") turned ||= (reader.byte(at + 8) & 3) !== 0;
      if (name === "ispe") sizes.push({ width: reader.uint32(at + 12), height: reader.uint32(at + 16) });
      at += length;
    }
  };
  walk(0, reader.length);
  const animated = reader.text(8, 4) === "avis";
  const [largest] = sizes.sort((a, b) => areaOf(b) - areaOf(a));
  return largest ? { mime: "image/avif", ...largest, animated, orientation: turned ? 6 : 1, whole: true } : null;
};

/** 0 means to the end; 1 means a 64-bit length, whose high half no picture needs. */
function boxLength(reader: ByteReader, at: number, end: number): number {
  const length = reader.uint32(at);
  const real = length === 0 ? end - at : length === 1 ? reader.uint32(at + 12) : length;
  return Math.max(8, Math.min(real, end - at));
}
