import { crc32, err, ok, type Result } from "../base";
import type { Size } from "../geometry";
import type { Pixels } from "../pixels";
import { readImageHeader } from "./header/header";

// Enough of PNG (W3C PNG, third edition) for our own images: 8 bits, RGB or RGBA, not interlaced.
// `CompressionStream` is in Node and in every browser, so that no package is needed.

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const RGBA = 6;
const RGB = 2;

/** The image as the bytes of a PNG file, alpha kept. */
export const encodePng = ({ width, height, data }: Pixels): Promise<Uint8Array<ArrayBuffer>> =>
  encode({ width, height }, data, RGBA);

/** The image as a PNG of three channels, for readers that take no fourth. See-through parts are laid on white. */
export const encodeRgbPng = ({ width, height, data }: Pixels): Promise<Uint8Array<ArrayBuffer>> =>
  encode({ width, height }, onWhite(data), RGB);

/** Red, green and blue of each pixel, as they show on white. */
function onWhite(data: Uint8ClampedArray): Uint8ClampedArray {
  const result = new Uint8ClampedArray((data.length / 4) * 3);
  for (let from = 0, to = 0; from < data.length; from += 4) {
    const alpha = data[from + 3]! / 255;
    for (let channel = 0; channel < 3; channel++) result[to++] = data[from + channel]! * alpha + 255 * (1 - alpha);
  }
  return result;
}

async function encode(
  { width, height }: Size,
  data: Uint8ClampedArray,
  color: typeof RGB | typeof RGBA,
): Promise<Uint8Array<ArrayBuffer>> {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, color, 0, 0, 0], 8);
  const channels = color === RGB ? 3 : 4;
  const body = await throughStream(filterRows(data, width * channels, height), new CompressionStream("deflate"));
  const parts = [
    Uint8Array.from(SIGNATURE),
    chunk("IHDR", header),
    chunk("IDAT", body),
    chunk("IEND", new Uint8Array()),
  ];
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** Each row as its difference from the row above (filter 2): flat pictures shrink to almost nothing. */
function filterRows(data: Uint8ClampedArray, stride: number, height: number): Uint8Array<ArrayBuffer> {
  const rows = new Uint8Array((stride + 1) * height);
  for (let y = 0, to = 0; y < height; y++) {
    rows[to++] = 2;
    for (let from = y * stride, end = from + stride; from < end; from++) {
      rows[to++] = data[from]! - (y === 0 ? 0 : data[from - stride]!);
    }
  }
  return rows;
}

function chunk(name: string, data: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(12 + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  for (let i = 0; i < 4; i++) bytes[4 + i] = name.charCodeAt(i);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
  return bytes;
}

/** The pixels of a PNG as `encodePng` and most programs write it; other kinds of PNG are refused. */
export async function decodePng(bytes: Uint8Array): Promise<Result<Pixels, "not-a-plain-png">> {
  const file = readChunks(bytes);
  if (!file) return err("not-a-plain-png");
  const { width, height, channels, body } = file;
  try {
    const rows = await throughStream(body, new DecompressionStream("deflate"));
    return rows.length === (width * channels + 1) * height ? ok(unfilter(rows, file)) : err("not-a-plain-png");
  } catch {
    return err("not-a-plain-png");
  }
}

interface PlainPng {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly body: Uint8Array<ArrayBuffer>;
}

function readChunks(bytes: Uint8Array): PlainPng | null {
  const header = readImageHeader(bytes);
  if (!header.ok || header.value.mime !== "image/png") return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [depth, color, , , interlaced] = bytes.subarray(24, 29);
  if (depth !== 8 || (color !== RGB && color !== RGBA) || interlaced !== 0) return null;
  const parts: Uint8Array[] = [];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    if (view.getUint32(at + 4) === IDAT) parts.push(bytes.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  const body = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    body.set(part, at);
    at += part.length;
  }
  return { width: view.getUint32(16), height: view.getUint32(20), channels: color === RGB ? 3 : 4, body };
}

const IDAT = 0x49444154;

function unfilter(rows: Uint8Array, { width, height, channels }: PlainPng): Pixels {
  const stride = width * channels;
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  let above = new Uint8Array(stride);
  for (let y = 0; y < height; y++) {
    const start = y * (stride + 1);
    const row = rows.slice(start + 1, start + 1 + stride);
    unfilterRow(row, above, rows[start] ?? 0, channels);
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < channels; c++) data[(y * width + x) * 4 + c] = row[x * channels + c]!;
    }
    above = row;
  }
  return { width, height, data };
}

function unfilterRow(row: Uint8Array, above: Uint8Array, filter: number, channels: number): void {
  for (let i = 0; i < row.length; i++) {
    const left = i >= channels ? row[i - channels]! : 0;
    const up = above[i]!;
    const upLeft = i >= channels ? above[i - channels]! : 0;
    row[i] = row[i]! + predicted(filter, left, up, upLeft);
  }
}

function predicted(filter: number, left: number, up: number, upLeft: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const guess = left + up - upLeft;
  const [toLeft, toUp, toUpLeft] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - upLeft)];
  if (toLeft <= toUp && toLeft <= toUpLeft) return left;
  return toUp <= toUpLeft ? up : upLeft;
}

async function throughStream(
  bytes: Uint8Array<ArrayBuffer>,
  stream: ReadableWritablePair<Uint8Array, BufferSource>,
): Promise<Uint8Array<ArrayBuffer>> {
  const through = new Blob([bytes]).stream().pipeThrough(stream);
  return new Uint8Array(await new Response(through).arrayBuffer());
}
