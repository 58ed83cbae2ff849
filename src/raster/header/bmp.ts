import type { ReadHeader } from "./format";

/** The old header says sizes in 16 bits, the later ones in 32; a negative height means rows from the top. */
export const readBmp: ReadHeader = (reader) => {
  if (reader.length < 26) return null;
  const old = reader.uint32(14, true) === 12;
  const width = old ? reader.uint16(18, true) : reader.uint32(18, true) | 0;
  const height = old ? reader.uint16(20, true) : reader.uint32(22, true) | 0;
  return {
    mime: "image/bmp",
    width: Math.abs(width),
    height: Math.abs(height),
    animated: false,
    orientation: 1,
    whole: true,
  };
};
