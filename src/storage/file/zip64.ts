// What a zip says beyond 32 bits of bytes and 16 bits of files, by PKWARE's APPNOTE.TXT 6.3.10 (4.3.14, 4.3.15, 4.5.3): a
// field that is all ones has its number elsewhere.

/** What is asked of a file: a Blob is one. */
export interface Bytes {
  readonly size: number;
  slice(from: number, to?: number): Bytes;
  arrayBuffer(): Promise<ArrayBuffer>;
}

const MOST_32 = 0xffffffff;
const MOST_16 = 0xffff;
const LOCATOR = { signature: 0x07064b50, bytes: 20 };
const RECORD = { signature: 0x06064b50, bytes: 56 };
/** Of the extra field of an entry. */
const EXTRA_ID = 0x0001;

/** The list of a zip: how many files it names, how long it is, and where it begins. */
export interface DirectoryPlace {
  readonly count: number;
  readonly size: number;
  readonly offset: number;
}

/** Whether the end of a zip has no room for what it says. */
export const isBeyond = ({ count, size, offset }: DirectoryPlace): boolean =>
  count === MOST_16 || size === MOST_32 || offset === MOST_32;

/**
 * The list, as the record says that stands before the end of the zip; null where there is none, or it says nothing that
 * can be. `end` is where the end of the zip begins.
 */
export async function farDirectory(file: Bytes, end: number): Promise<DirectoryPlace | null> {
  const locator = await viewAt(file, end - LOCATOR.bytes, LOCATOR);
  if (!locator) return null;
  const record = await viewAt(file, numberAt(locator, 8), RECORD);
  if (!record) return null;
  return { count: numberAt(record, 32), size: numberAt(record, 40), offset: numberAt(record, 48) };
}

async function viewAt(file: Bytes, at: number, { signature, bytes }: typeof LOCATOR): Promise<DataView | null> {
  if (at < 0 || at + bytes > file.size) return null;
  const view = new DataView(await file.slice(at, at + bytes).arrayBuffer());
  return view.getUint32(0, true) === signature ? view : null;
}

/** Sizes of an entry in bytes, and where its header begins. */
export interface EntryPlace {
  readonly packedBytes: number;
  readonly bytes: number;
  readonly offset: number;
}

/** An entry with those of its numbers that stand in its extra field; null where one is missing there. */
export function farEntry(near: EntryPlace, extra: DataView): EntryPlace | null {
  const far = new FarNumbers(extra);
  // In this order, and only those that have no room.
  const bytes = near.bytes === MOST_32 ? far.next() : near.bytes;
  const packedBytes = near.packedBytes === MOST_32 ? far.next() : near.packedBytes;
  const offset = near.offset === MOST_32 ? far.next() : near.offset;
  return bytes === null || packedBytes === null || offset === null ? null : { bytes, packedBytes, offset };
}

class FarNumbers {
  private at = 0;
  private end = 0;
  private readonly extra: DataView;

  constructor(extra: DataView) {
    this.extra = extra;
    for (let at = 0; at + 4 <= extra.byteLength; at += 4 + extra.getUint16(at + 2, true)) {
      if (extra.getUint16(at, true) !== EXTRA_ID) continue;
      this.at = at + 4;
      this.end = Math.min(this.at + extra.getUint16(at + 2, true), extra.byteLength);
      break;
    }
  }

  next(): number | null {
    if (this.at + 8 > this.end) return null;
    this.at += 8;
    return numberAt(this.extra, this.at - 8);
  }
}

/** Numbers beyond 2 ** 53 lose their last digits, and lie beyond every file. */
const numberAt = (view: DataView, at: number): number => Number(view.getBigUint64(at, true));
