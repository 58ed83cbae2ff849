import { err, ok, type Result } from "../../base";
import { MAX_ENTRIES, MAX_RATIO, RATIO_MATTERS_FROM_BYTES } from "./limits";
import { isPacking, METHODS, unpacked, type ZipMethod } from "./packing";
import { type Bytes, farDirectory, farEntry, isBeyond } from "./zip64";

// The central directory at the end of the file is read, and then only the entries that are wanted. A reader that
// walks from the front has to look for the ends of entries, and can be led astray by what lies inside them.

/** Why a zip, or one entry of it, is not read. */
export type ZipFailure =
  | "not-a-zip"
  | "damaged"
  | "zip-bomb"
  | "too-many-entries"
  | "unsafe-name"
  | "encrypted"
  | "unknown-packing";

export interface ZipEntry {
  readonly name: string;
  readonly method: ZipMethod;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly crc: number;
  /** Of the local header, from the start of the file. */
  readonly offset: number;
}

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
export const LOCAL_SIGNATURE = 0x04034b50;
const END_BYTES = 22;
const MAX_COMMENT_BYTES = 65_535;

/** The entries that a zip lists; no content is touched. */
export async function listZip(file: Bytes): Promise<Result<readonly ZipEntry[], ZipFailure>> {
  const from = Math.max(0, file.size - END_BYTES - MAX_COMMENT_BYTES);
  const tail = await viewOf(file.slice(from));
  const end = findEnd(tail);
  if (end === null) return err("not-a-zip");
  const near = {
    count: tail.getUint16(end + 10, true),
    size: tail.getUint32(end + 12, true),
    offset: tail.getUint32(end + 16, true),
  };
  const directory = isBeyond(near) ? await farDirectory(file, from + end) : near;
  if (!directory) return err("damaged");
  const { count, size, offset } = directory;
  if (count > MAX_ENTRIES) return err("too-many-entries");
  if (offset + size > file.size) return err("damaged");
  return readDirectory(await viewOf(file.slice(offset, offset + size)), count);
}

export const viewOf = async (blob: Bytes): Promise<DataView> => new DataView(await blob.arrayBuffer());

function findEnd(tail: DataView): number | null {
  for (let at = tail.byteLength - END_BYTES; at >= 0; at--) if (tail.getUint32(at, true) === END_SIGNATURE) return at;
  return null;
}

function readDirectory(view: DataView, count: number): Result<readonly ZipEntry[], ZipFailure> {
  const entries = new Map<string, ZipEntry>();
  for (let at = 0, i = 0; i < count; i++) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== ENTRY_SIGNATURE) return err("damaged");
    const nameBytes = view.getUint16(at + 28, true);
    const next = at + 46 + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > view.byteLength) return err("damaged");
    const entry = readEntry(view, at, nameBytes);
    if (!entry.ok) return entry;
    // Two entries of one name: which of them a program sees is its own guess.
    if (entries.has(entry.value.name)) return err("damaged");
    entries.set(entry.value.name, entry.value);
    at = next;
  }
  return ok([...entries.values()]);
}

function readEntry(view: DataView, at: number, nameBytes: number): Result<ZipEntry, ZipFailure> {
  const name = new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + at + 46, nameBytes));
  if (isUnsafe(name)) return err("unsafe-name");
  if (view.getUint16(at + 8, true) & 1) return err("encrypted");
  const method = view.getUint16(at + 10, true);
  const near = {
    packedBytes: view.getUint32(at + 20, true),
    bytes: view.getUint32(at + 24, true),
    offset: view.getUint32(at + 42, true),
  };
  const extra = new DataView(view.buffer, view.byteOffset + at + 46 + nameBytes, view.getUint16(at + 30, true));
  const told = farEntry(near, extra);
  if (!told) return err("damaged");
  const { packedBytes, bytes, offset } = told;
  if (bytes > RATIO_MATTERS_FROM_BYTES && bytes > packedBytes * MAX_RATIO) return err("zip-bomb");
  const crc = view.getUint32(at + 16, true);
  return ok({ name, method: METHODS.get(method) ?? "unknown", packedBytes, bytes, crc, offset });
}

/** Nothing is ever written to a disk by these names; a file that tries is not one of ours. */
export const isUnsafe = (name: string): boolean =>
  name === "" || /^[/\\]|\\|\0|^[a-z]:/i.test(name) || name.split("/").includes("..");

/** One entry's content, which must be as long as the directory says and have its checksum. */
export async function readZipEntry(file: Bytes, entry: ZipEntry): Promise<Result<Uint8Array<ArrayBuffer>, ZipFailure>> {
  const local = await viewOf(file.slice(entry.offset, entry.offset + 30));
  if (local.byteLength < 30 || local.getUint32(0, true) !== LOCAL_SIGNATURE) return err("damaged");
  const start = entry.offset + 30 + local.getUint16(26, true) + local.getUint16(28, true);
  const packed = file.slice(start, start + entry.packedBytes);
  if (packed.size !== entry.packedBytes) return err("damaged");
  if (!isPacking(entry.method)) return err("unknown-packing");
  const content = await unpacked(packed, entry.method, entry.bytes);
  if (!content.ok) return content;
  const { bytes, crc } = content.value;
  return bytes.length === entry.bytes && crc === entry.crc ? ok(bytes) : err("damaged");
}
