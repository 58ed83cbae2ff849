import { joined } from "./bytes";

// How TensorFlow frames records in a file (tensorflow/tensorflow, tensorflow/core/lib/io/record_writer.h): the length in
// eight bytes, a checksum of these, the bytes, a checksum of those; numbers are little-endian.

/** A record that was cut out of a file, in bytes from `from` up to `to`, its frame included. */
export interface FramedRecord {
  /** Counted from 1. */
  readonly number: number;
  readonly from: number;
  readonly to: number;
  /** Null where it is too long to be held. */
  readonly bytes: Uint8Array | null;
  /** Whether the bytes are those that the checksum was made of. */
  readonly whole: boolean;
}

/** What stands before the bytes of a record, and behind them. */
export const FRAME = { before: 12, behind: 4 };

/** Whether a file begins with a record that says that events follow, as every one of TensorBoard's does. */
export const beginsWithEvent = (head: Uint8Array): boolean =>
  lengthIn(head) !== null && new TextDecoder("latin1").decode(head).includes("brain.Event:");

/** The length of a record, of which `frame` holds at least what stands before it; null where the checksum is of another. */
function lengthIn(frame: Uint8Array): number | null {
  if (frame.length < FRAME.before) return null;
  const view = new DataView(frame.buffer, frame.byteOffset, FRAME.before);
  if (view.getUint32(8, true) !== maskedChecksum(frame.subarray(0, 8))) return null;
  return view.getUint32(0, true) + view.getUint32(4, true) * 2 ** 32;
}

/** Cuts a file into records as its bytes come in. */
export class RecordCutter {
  /** Whether no more can be cut: what follows is no frame. */
  isLost = false;
  private readonly mostBytes: number;
  private number = 1;
  private from = 0;
  private parts: Uint8Array[] = [];
  private held = 0;
  /** Of the record that is being read; null while its length is not known. */
  private length: number | null = null;
  /** Bytes of a record that is too long, still to be passed over. */
  private toPass = 0;

  constructor(mostBytes: number) {
    this.mostBytes = mostBytes;
  }

  *push(piece: Uint8Array): Generator<FramedRecord> {
    if (this.isLost) return;
    const passed = Math.min(this.toPass, piece.length);
    this.toPass -= passed;
    if (passed < piece.length) this.hold(piece.subarray(passed));
    for (let record = this.next(); record; record = this.next()) yield record;
  }

  /** Whether the file broke off within a record. */
  get isOpen(): boolean {
    return this.held > 0 || this.toPass > 0;
  }

  /** Where the record begins that comes next, and how it is counted. */
  get place(): { readonly number: number; readonly from: number } {
    return { number: this.number, from: this.from };
  }

  private next(): FramedRecord | null {
    if (this.isLost || this.held < FRAME.before) return null;
    this.length ??= lengthIn(this.head());
    if (this.length === null) {
      this.isLost = true;
      return null;
    }
    const size = FRAME.before + this.length + FRAME.behind;
    if (this.length > this.mostBytes) {
      const rest = this.all();
      this.toPass = Math.max(0, size - rest.length);
      return this.cut(size, rest.subarray(Math.min(size, rest.length)), null, true);
    }
    if (this.held < size) return null;
    const all = this.all();
    const bytes = all.subarray(FRAME.before, size - FRAME.behind);
    const told = new DataView(all.buffer, all.byteOffset + size - FRAME.behind, FRAME.behind).getUint32(0, true);
    return this.cut(size, all.subarray(size), bytes, told === maskedChecksum(bytes));
  }

  private cut(size: number, rest: Uint8Array, bytes: Uint8Array | null, whole: boolean): FramedRecord {
    const record = { number: this.number, from: this.from, to: this.from + size, bytes, whole };
    this.number++;
    this.from += size;
    this.length = null;
    [this.parts, this.held] = [[], 0];
    if (rest.length > 0) this.hold(rest);
    return record;
  }

  private hold(bytes: Uint8Array): void {
    this.parts.push(bytes);
    this.held += bytes.length;
  }

  /** The first bytes of what is held: pieces may be shorter than a frame. */
  private head(): Uint8Array {
    const [first] = this.parts;
    return first && first.length >= FRAME.before ? first : this.all();
  }

  private all(): Uint8Array {
    const all = joined(this.parts, this.held);
    this.parts = [all];
    return all;
  }
}

/** CRC-32C (RFC 3720, appendix B.4), turned and moved: a checksum of bytes that hold checksums would be a poor one. */
function maskedChecksum(bytes: Uint8Array): number {
  let sum = ~0;
  for (const byte of bytes) sum = (TABLE[(sum ^ byte) & 0xff] ?? 0) ^ (sum >>> 8);
  const checksum = ~sum >>> 0;
  return (((checksum >>> 15) | (checksum << 17)) + 0xa282ead8) >>> 0;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0x82f63b78 : sum >>> 1;
  return sum;
});
