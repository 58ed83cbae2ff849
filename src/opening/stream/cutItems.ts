import { joined } from "./bytes";
import type { CutLine } from "./cutLines";

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);
const WHITE = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]);

/**
 * Cuts a stream of bytes that is one JSON list into its items, counted from 1. Brackets are counted and strings stepped
 * over; whether an item is JSON is for whoever parses it to say.
 */
export class ItemCutter {
  private readonly limit: number;
  private held: Uint8Array[] = [];
  private heldBytes = 0;
  private depth = 0;
  private inString = false;
  private escaped = false;
  private itemStart: number | null = null;
  private taken = 0;
  private number = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  /** The items that end in this piece. */
  *push(piece: Uint8Array): Generator<CutLine> {
    let from = 0;
    for (let at = 0; at < piece.length; at++) {
      const isEnd = this.step(piece[at] ?? 0, this.taken + at);
      if (isEnd) {
        this.hold(piece.subarray(from, at));
        yield this.cut(this.taken + at);
      }
      if (this.itemStart === this.taken + at) from = at;
    }
    if (this.itemStart !== null) this.hold(piece.subarray(from));
    this.taken += piece.length;
  }

  /** What is left of a list that breaks off. */
  *end(): Generator<CutLine> {
    if (this.itemStart !== null) yield this.cut(this.taken);
  }

  /** Takes one byte; true where the item ends before it. */
  private step(byte: number, at: number): boolean {
    if (this.inString) {
      if (this.escaped) this.escaped = false;
      else if (byte === BACKSLASH) this.escaped = true;
      else if (byte === QUOTE) this.inString = false;
      return false;
    }
    const isInside = this.depth > 0;
    if (OPENING.has(byte)) this.depth++;
    else if (CLOSING.has(byte)) this.depth--;
    const endsItem = this.itemStart !== null && (this.depth === 0 || (this.depth === 1 && byte === COMMA));
    if (!endsItem && isInside && this.itemStart === null && byte !== COMMA && !WHITE.has(byte) && this.depth > 0)
      this.itemStart = at;
    if (byte === QUOTE) this.inString = true;
    return endsItem;
  }

  private hold(part: Uint8Array): void {
    this.heldBytes += part.length;
    if (this.heldBytes > this.limit) this.held = [];
    else if (part.length > 0) this.held.push(part);
  }

  private cut(to: number): CutLine {
    const bytes = this.heldBytes > this.limit ? null : joined(this.held, this.heldBytes);
    const item = { number: ++this.number, from: this.itemStart ?? to, to, bytes };
    this.held = [];
    this.heldBytes = 0;
    this.itemStart = null;
    return item;
  }
}
