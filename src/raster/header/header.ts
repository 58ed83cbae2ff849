import { err, ok, type Result } from "../../base";
import type { ImageFailure } from "../failure";
import { fitsMemory } from "../limits";
import { readAvif } from "./avif";
import { readBmp } from "./bmp";
import type { ImageHeader, ReadHeader } from "./format";
import { readGif } from "./gif";
import { readJpeg } from "./jpeg";
import { readPng } from "./png";
import { type ByteReader, readerOf } from "./reader";
import { readSvg } from "./svg";
import { readWebp } from "./webp";

/** The header of an image file, told by its first bytes and never by its name. */
export function readImageHeader(bytes: Uint8Array): Result<ImageHeader, ImageFailure> {
  if (bytes.length === 0) return err({ code: "empty-file", detail: "" });
  const reader = readerOf(bytes);
  const known = READERS.find(([fits]) => fits(reader));
  if (!known) return err(unknownKind(reader));
  const header = known[1](reader, bytes);
  if (header === null) return err({ code: "damaged", detail: known[2] });
  if ("code" in header) return err(header);
  // Size first: of a huge file cut short, the size is the more useful thing to say.
  const { whole, ...said } = header;
  const bounded = boundSize(said);
  return bounded.ok && !whole ? err({ code: "damaged", detail: known[2] }) : bounded;
}

function boundSize(header: ImageHeader): Result<ImageHeader, ImageFailure> {
  const { width, height } = header;
  if (width < 1 || height < 1) return err({ code: "damaged", detail: `${width} × ${height}` });
  return fitsMemory(header) ? ok(header) : err({ code: "too-large", detail: `${width} × ${height}` });
}

const begins =
  (magic: string, at = 0) =>
  (reader: ByteReader): boolean =>
    reader.text(at, magic.length) === magic;

const isBrand =
  (pattern: RegExp) =>
  (reader: ByteReader): boolean =>
    reader.text(4, 4) === "ftyp" && pattern.test(reader.text(8, Math.min(reader.uint32(0), 64) - 8));

// Text that could be SVG begins with a tag, perhaps after a byte-order mark and white space.
const isMarkup = (reader: ByteReader): boolean => /^(?:\u00ef\u00bb\u00bf)?\s*</.test(reader.text(0, 64));

const READERS: readonly (readonly [fits: (reader: ByteReader) => boolean, read: ReadHeader, name: string])[] = [
  [begins("\u0089PNG\r\n\u001a\n"), readPng, "PNG"],
  [begins("\u00ff\u00d8\u00ff"), readJpeg, "JPEG"],
  [begins("GIF8"), readGif, "GIF"],
  [(reader) => begins("RIFF")(reader) && begins("WEBP", 8)(reader), readWebp, "WebP"],
  [isBrand(/avi[fs]/), readAvif, "AVIF"],
  [begins("BM"), readBmp, "BMP"],
  [isMarkup, readSvg, "SVG"],
];

const OTHERS: readonly (readonly [fits: (reader: ByteReader) => boolean, name: string])[] = [
  [isBrand(/hei[cxms]|hev[cxms]|mif1|msf1/), "HEIC"],
  [begins("II*\0"), "TIFF"],
  [begins("MM\0*"), "TIFF"],
  [begins("\u00ff\u000a"), "JPEG XL"],
  [begins("\0\0\0\u000cJXL "), "JPEG XL"],
  [begins("\0\0\0\u000cjP  "), "JPEG 2000"],
  [begins("8BPS"), "PSD"],
  [begins("\0\0\u0001\0"), "ICO"],
];

function unknownKind(reader: ByteReader): ImageFailure {
  const other = OTHERS.find(([fits]) => fits(reader));
  return other ? { code: "unsupported-image", detail: other[1] } : { code: "not-an-image", detail: "" };
}
