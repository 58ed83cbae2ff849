import { err, ok, type Result } from "../base";
import type { Pixels } from "../pixels";
import { readImageHeader } from "./header/header";

// As much of PNG as `encodePng` writes: 8 bits, RGB or RGBA, not interlaced.

const RGBA = 6;
const RGB = 2;

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
