import type { ReadHeader } from "./format";
import type { ByteReader } from "./reader";

const EXTENSION = 0x21;
const IMAGE = 0x2c;

/** Blocks are walked until a second image (an animation) or the end. */
export const readGif: ReadHeader = (reader) => {
  const header = { mime: "image/gif", width: reader.uint16(6, true), height: reader.uint16(8, true) } as const;
  let frames = 0;
  for (let at = 13 + colorTableBytes(reader.byte(10)); at < reader.length; ) {
    const block = reader.byte(at);
    if (block === IMAGE) {
      frames++;
      if (frames === 2) return { ...header, animated: true, orientation: 1, whole: true };
      at = afterData(reader, at + 10 + colorTableBytes(reader.byte(at + 9)) + 1);
    } else if (block === EXTENSION) at = afterData(reader, at + 2);
    else break;
    // The data ran past the end of the file before its closing block.
    if (at > reader.length) return { ...header, animated: false, orientation: 1, whole: false };
  }
  return { ...header, animated: false, orientation: 1, whole: frames > 0 };
};

const colorTableBytes = (flags: number): number => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);

/** Where a chain of data blocks that starts at `at` ends; beyond the file where it does not. */
function afterData(reader: ByteReader, start: number): number {
  let at = start;
  while (at < reader.length) {
    const length = reader.byte(at);
    at += 1 + length;
    if (length === 0) return at;
  }
  return reader.length + 1;
}
