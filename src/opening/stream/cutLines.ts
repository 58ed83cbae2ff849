import { joined } from "./bytes";

/** One line of a file, found by its bytes. */
export interface CutLine {
  /** Counts from 1. */
  readonly number: number;
  /** Where its bytes begin and end in the file, without the line break. */
  readonly from: number;
  readonly to: number;
  /** Null where the line is longer than the limit; its bytes were not kept. */
  readonly bytes: Uint8Array | null;
}

const NEWLINE = 10;
const RETURN = 13;

/**
 * Cuts a stream of bytes into lines, whatever the pieces it comes in. In UTF-8 no part of another character looks like
 * a line break, so nothing has to be decoded. Only the line that is being cut is held, and no more of it than `limit`.
 */
export class LineCutter {
  private readonly limit: number;
  private held: Uint8Array[] = [];
  private heldBytes = 0;
  private tooLong = false;
  private lineStart = 0;
  private taken = 0;
  private number = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  /** The lines that end in this piece. */
  *push(piece: Uint8Array): Generator<CutLine> {
    let from = 0;
    for (let at = piece.indexOf(NEWLINE); at >= 0; at = piece.indexOf(NEWLINE, from)) {
      this.hold(piece.subarray(from, at));
      this.taken += at - from;
      yield this.cut();
      this.taken++;
      this.lineStart = this.taken;
      from = at + 1;
    }
    this.hold(piece.subarray(from));
    this.taken += piece.length - from;
  }

  /** The last line, where the file does not end in a line break. */
  *end(): Generator<CutLine> {
    if (this.taken > this.lineStart) yield this.cut();
  }

  private hold(part: Uint8Array): void {
    if (part.length === 0 || this.tooLong) return;
    this.heldBytes += part.length;
    if (this.heldBytes > this.limit) {
      this.tooLong = true;
      this.held = [];
    } else this.held.push(part);
  }

  private cut(): CutLine {
    const bytes = this.tooLong ? null : joined(this.held, this.heldBytes);
    const isReturned = bytes?.at(-1) === RETURN;
    const line = {
      number: ++this.number,
      from: this.lineStart,
      to: isReturned ? this.taken - 1 : this.taken,
      bytes: isReturned ? bytes.subarray(0, -1) : bytes,
    };
    this.held = [];
    this.heldBytes = 0;
    this.tooLong = false;
    return line;
  }
}
