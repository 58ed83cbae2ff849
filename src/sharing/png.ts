import { crc32, err, ok, type Result } from "../base";
import { base64From, bytesFromBase64 } from "./base64";
import type { Carried, CarrierRefusal } from "./carrier";
import { SEAL, sealOf } from "./seal";

// A pack travels in the text chunks of a PNG (W3C PNG, third edition, 11.3.3.2). Programs that write a picture anew keep
// text more often than chunks that they do not know; a pack is deflated already, so that it is text as base64.

const KEYWORD = "Sightline trace";
const VERSION = "1";
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const TEXT = 0x74455874;
const IDAT = 0x49444154;
/** libpng skips a chunk above 8 MB (PNG_USER_CHUNK_MALLOC_MAX), so that a pack goes in parts well below. */
const PART_LETTERS = 1_000_000;
/** A file with more chunks than this was not written by a program for pictures. */
const MOST_CHUNKS = 100_000;

export const isPng = (bytes: Uint8Array): boolean => SIGNATURE.every((byte, i) => bytes[i] === byte);

/** The same picture with a pack in it, before its pixels. Throws where `png` is none: the caller has just made it. */
export function putInPng(png: Uint8Array, { pack, seal }: Carried): Uint8Array<ArrayBuffer> {
  const pixels = isPng(png) ? chunksOf(png)?.find(({ type }) => type === IDAT) : undefined;
  if (!pixels) throw new Error("A picture that was just encoded is no PNG");
  const text = base64From(pack);
  const count = Math.max(1, Math.ceil(text.length / PART_LETTERS));
  const parts = Array.from({ length: count }, (_, i) =>
    textChunk(`${VERSION} ${i + 1}/${count} ${seal} ${text.slice(i * PART_LETTERS, (i + 1) * PART_LETTERS)}`),
  );
  return joined([png.subarray(0, pixels.at), ...parts, png.subarray(pixels.at)]);
}

/**
 * The pack in a picture; null where it has none, and then never had one or has lost it: the strip along its edge tells.
 */
export async function takeFromPng(bytes: Uint8Array): Promise<Result<Carried | null, CarrierRefusal>> {
  if (!isPng(bytes)) return ok(null);
  const chunks = chunksOf(bytes);
  if (!chunks) return err("carrier-cut");
  const written = chunks.filter(({ type }) => type === TEXT).flatMap(({ data }) => textIn(data) ?? []);
  if (written.length === 0) return ok(null);
  if (!written.every((text) => text.startsWith(`${VERSION} `))) return err("newer-carrier");
  const parts = written.map(partIn);
  const first = parts[0];
  if (!first) return err("carrier-cut");
  const text = Array.from({ length: first.count }, (_, i) => parts.find((part) => part?.index === i + 1)?.text);
  const isWhole = parts.length === first.count && text.every((part) => part !== undefined);
  const pack = isWhole ? bytesFromBase64(text.join("")) : null;
  if (!pack) return err("carrier-cut");
  return (await sealOf(pack)) === first.seal ? ok({ pack, seal: first.seal }) : err("carrier-altered");
}

interface Chunk {
  readonly type: number;
  /** Where it begins in the file. */
  readonly at: number;
  readonly data: Uint8Array;
}

/** Null where a chunk reaches beyond the end, or one before the pixels is damaged. */
function chunksOf(bytes: Uint8Array): readonly Chunk[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE.length; at + 12 <= bytes.length && chunks.length < MOST_CHUNKS; ) {
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (end > bytes.length) return null;
    const type = view.getUint32(at + 4);
    const isSound = type !== TEXT || crc32(bytes.subarray(at + 4, end - 4)) === view.getUint32(end - 4);
    if (!isSound) return null;
    chunks.push({ type, at, data: bytes.subarray(at + 8, end - 4) });
    at = end;
  }
  return chunks;
}

/** The text of one of our chunks; null for anybody else's. */
function textIn(data: Uint8Array): string | null {
  const end = KEYWORD.length;
  if (data[end] !== 0 || latin(data.subarray(0, end)) !== KEYWORD) return null;
  return latin(data.subarray(end + 1));
}

/** Latin-1, as the keyword and the text of such chunks are by the standard. */
function latin(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x2000) text += String.fromCharCode(...bytes.subarray(at, at + 0x2000));
  return text;
}

interface Part {
  /** From 1. */
  readonly index: number;
  readonly count: number;
  readonly seal: string;
  readonly text: string;
}

const MOST_PARTS = 2000;

function partIn(written: string): Part | null {
  const [, index = "", count = "", seal = "", text = ""] = /^1 (\d{1,4})\/(\d{1,4}) (\w+) (.*)$/s.exec(written) ?? [];
  const part = { index: Number(index), count: Number(count), seal, text };
  const isPart = SEAL.test(seal) && part.count >= 1 && part.count <= MOST_PARTS;
  return isPart && part.index >= 1 && part.index <= part.count ? part : null;
}

function textChunk(text: string): Uint8Array<ArrayBuffer> {
  const data = Uint8Array.from(`${KEYWORD}\0${text}`, (letter) => letter.charCodeAt(0));
  const chunk = new Uint8Array(12 + data.length);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length);
  view.setUint32(4, TEXT);
  chunk.set(data, 8);
  view.setUint32(8 + data.length, crc32(chunk.subarray(4, 8 + data.length)));
  return chunk;
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
