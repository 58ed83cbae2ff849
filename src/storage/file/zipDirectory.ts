// The list at the end of a zip, and the headers before each file, by PKWARE's APPNOTE.TXT 6.3.10. Offsets beyond 32 bits
// and counts beyond 16 are written the ZIP64 way (4.3.14, 4.3.15, 4.5.3), and only then: what is small stays readable by
// every program.

/** A file as the directory lists it. */
export interface WrittenEntry {
  /** As UTF-8. */
  readonly name: Uint8Array;
  readonly method: 0 | 8;
  readonly crc: number;
  /** Both below 2 ** 32. */
  readonly packedBytes: number;
  readonly bytes: number;
  /** Of its header, from the start of the zip; below 2 ** 53. */
  readonly offset: number;
}

const MOST_32 = 0xffffffff;
const MOST_16 = 0xffff;
/** Sizes follow the content (bit 3), and names are UTF-8 (bit 11). */
const FLAGS = 0x0808;
/** 2 January 1980, the earliest that every time zone can say: the same export packs to the same bytes at any hour. */
const DATE = 0x0022;
const VERSION = 20;
const VERSION_ZIP64 = 45;

type Field = readonly [bytes: 2 | 4 | 8, value: number];

/** Numbers one after the other, the lowest byte first. */
function fields(...all: readonly Field[]): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(all.reduce((sum, [bytes]) => sum + bytes, 0)));
  let at = 0;
  for (const [bytes, value] of all) {
    if (bytes === 2) view.setUint16(at, value, true);
    else if (bytes === 4) view.setUint32(at, value, true);
    else view.setBigUint64(at, BigInt(value), true);
    at += bytes;
  }
  return new Uint8Array(view.buffer);
}

export function joinedBytes(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** What stands before the content of a file; its sizes and checksum follow the content. */
export const localHeader = ({ name, method }: Pick<WrittenEntry, "name" | "method">): Uint8Array<ArrayBuffer> =>
  joinedBytes([
    fields([4, 0x04034b50], [2, VERSION], [2, FLAGS], [2, method], [2, 0], [2, DATE]),
    fields([4, 0], [4, 0], [4, 0], [2, name.length], [2, 0]),
    name,
  ]);

/** What stands behind the content of a file. */
export const dataDescriptor = ({
  crc,
  packedBytes,
  bytes,
}: Pick<WrittenEntry, "crc" | "packedBytes" | "bytes">): Uint8Array<ArrayBuffer> =>
  fields([4, 0x08074b50], [4, crc], [4, packedBytes], [4, bytes]);

/** The list of the files and the end of the zip; `offset` is where the list begins. */
export function directoryOf(entries: readonly WrittenEntry[], offset: number): Uint8Array<ArrayBuffer> {
  const list = joinedBytes(entries.flatMap(listed));
  const isLarge = entries.length >= MOST_16 || offset >= MOST_32 || list.length >= MOST_32;
  const count = Math.min(entries.length, MOST_16);
  return joinedBytes([
    list,
    ...(isLarge ? zip64End(entries.length, list.length, offset) : []),
    fields([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count]),
    fields([4, Math.min(list.length, MOST_32)], [4, Math.min(offset, MOST_32)], [2, 0]),
  ]);
}

function listed({ name, method, crc, packedBytes, bytes, offset }: WrittenEntry): readonly Uint8Array[] {
  const isFar = offset >= MOST_32;
  const extra = isFar ? fields([2, 0x0001], [2, 8], [8, offset]) : new Uint8Array();
  const version = isFar ? VERSION_ZIP64 : VERSION;
  return [
    fields([4, 0x02014b50], [2, version], [2, version], [2, FLAGS], [2, method], [2, 0], [2, DATE]),
    fields([4, crc], [4, packedBytes], [4, bytes], [2, name.length], [2, extra.length]),
    fields([2, 0], [2, 0], [2, 0], [4, 0], [4, Math.min(offset, MOST_32)]),
    name,
    extra,
  ];
}

/** The record that holds what the end of a zip has no room for, and where that record is. */
const zip64End = (count: number, bytes: number, offset: number): readonly Uint8Array[] => [
  fields([4, 0x06064b50], [8, 44], [2, VERSION_ZIP64], [2, VERSION_ZIP64], [4, 0], [4, 0]),
  fields([8, count], [8, count], [8, bytes], [8, offset]),
  fields([4, 0x07064b50], [4, 0], [8, offset + bytes], [4, 1]),
];
