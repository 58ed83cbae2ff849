import { breathe, crc32, joinBytes } from "../base";
import type { Size } from "../geometry";
import type { Pixels } from "../pixels";

// Enough of PNG (W3C PNG, third edition) for our own images: 8 bits, RGB or RGBA, not interlaced.
// `CompressionStream` is in Node and in every browser, so that no package is needed. Browsers compress on the thread that
// writes, and go on with all that was handed over before they let go of it: a picture is handed over a few rows at a
// time, and the page breathes in between. What comes out hangs on the rows alone, not on where they were parted.

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const RGBA = 6;
const RGB = 2;

/** A few milliseconds of filtering and compressing. */
const PART_BYTES = 1 << 16;

/** The image as the bytes of a PNG file, alpha kept. */
export const encodePng = (pixels: Pixels): Promise<Uint8Array<ArrayBuffer>> => encode(pixels, RGBA);

/** The image as a PNG of three channels, for readers that take no fourth. See-through parts are laid on white. */
export const encodeRgbPng = (pixels: Pixels): Promise<Uint8Array<ArrayBuffer>> => encode(pixels, RGB);

async function encode(pixels: Pixels, color: typeof RGB | typeof RGBA): Promise<Uint8Array<ArrayBuffer>> {
  const { readable, writable } = new CompressionStream("deflate");
  const [body] = await Promise.all([bodyOf(readable), writeRows(pixels, color, writable)]);
  const header = new Chunk("IHDR").add(headerOf(pixels, color)).parts();
  return joinBytes([Uint8Array.from(SIGNATURE), ...header, ...body, ...new Chunk("IEND").parts()]);
}

function headerOf({ width, height }: Size, color: number): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, color, 0, 0, 0], 8);
  return header;
}

async function writeRows(
  { width, height, data }: Pixels,
  color: typeof RGB | typeof RGBA,
  writable: WritableStream<BufferSource>,
): Promise<void> {
  const writer = writable.getWriter();
  const rowsOfPart = Math.max(1, Math.floor(PART_BYTES / (width * 4)));
  for (let first = 0; first < height; first += rowsOfPart) {
    if (first > 0) await breathe();
    const end = Math.min(height, first + rowsOfPart);
    const above = Math.max(0, first - 1);
    const rows = data.subarray(above * width * 4, end * width * 4);
    if (color === RGB) await writer.write(filterRows(onWhite(rows), width * 3, first - above));
    else await writer.write(filterRows(rows, width * 4, first - above));
  }
  await writer.close();
}

/** Red, green and blue of each pixel, as they show on white. */
function onWhite(data: Uint8ClampedArray): Uint8ClampedArray {
  const result = new Uint8ClampedArray((data.length / 4) * 3);
  for (let from = 0, to = 0; from < data.length; from += 4) {
    const alpha = data[from + 3]! / 255;
    for (let channel = 0; channel < 3; channel++) result[to++] = data[from + channel]! * alpha + 255 * (1 - alpha);
  }
  return result;
}

/**
 * Each row from the first wanted one on as its difference from the row above (filter 2): flat pictures shrink to almost
 * nothing.
 */
function filterRows(data: Uint8ClampedArray, stride: number, first: number): Uint8Array<ArrayBuffer> {
  const height = data.length / stride;
  const rows = new Uint8Array((stride + 1) * (height - first));
  for (let y = first, to = 0; y < height; y++) {
    rows[to++] = 2;
    for (let from = y * stride, end = from + stride; from < end; from++) {
      rows[to++] = data[from]! - (y === 0 ? 0 : data[from - stride]!);
    }
  }
  return rows;
}

/** The chunk of the compressed rows, as they come. */
async function bodyOf(readable: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<readonly Uint8Array<ArrayBuffer>[]> {
  const chunk = new Chunk("IDAT");
  const reader = readable.getReader();
  for (let told = await reader.read(); !told.done; told = await reader.read()) chunk.add(told.value);
  return chunk.parts();
}

/** A chunk of the file, whose checksum is counted on with each piece. */
class Chunk {
  private readonly head = new Uint8Array(8);
  private readonly pieces: Uint8Array<ArrayBuffer>[] = [];
  private crc: number;

  constructor(name: string) {
    for (let i = 0; i < 4; i++) this.head[4 + i] = name.charCodeAt(i);
    this.crc = crc32(this.head.subarray(4));
  }

  add(piece: Uint8Array<ArrayBuffer>): this {
    this.crc = crc32(piece, this.crc);
    this.pieces.push(piece);
    return this;
  }

  parts(): readonly Uint8Array<ArrayBuffer>[] {
    new DataView(this.head.buffer).setUint32(0, lengthOf(this.pieces));
    const checksum = new Uint8Array(4);
    new DataView(checksum.buffer).setUint32(0, this.crc);
    return [this.head, ...this.pieces, checksum];
  }
}

const lengthOf = (pieces: readonly Uint8Array[]): number => pieces.reduce((sum, { length }) => sum + length, 0);
