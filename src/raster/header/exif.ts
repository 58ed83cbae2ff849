import { readerOf } from "./reader";

const ORIENTATION = 0x0112;
const MAX_FIELDS = 200;

/** The orientation in a TIFF block as EXIF carries it, 1 to 8; 1 where it says none or nonsense. */
export function orientationOf(bytes: Uint8Array): number {
  const reader = readerOf(bytes);
  const order = reader.text(0, 2);
  if (order !== "II" && order !== "MM") return 1;
  const littleEnd = order === "II";
  const directory = reader.uint32(4, littleEnd);
  const fields = Math.min(reader.uint16(directory, littleEnd), MAX_FIELDS);
  for (let i = 0; i < fields; i++) {
    const at = directory + 2 + i * 12;
    if (reader.uint16(at, littleEnd) !== ORIENTATION) continue;
    const orientation = reader.uint16(at + 8, littleEnd);
    return orientation >= 1 && orientation <= 8 ? orientation : 1;
  }
  return 1;
}
