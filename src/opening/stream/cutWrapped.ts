import { joined } from "./bytes";
import { ItemCutter } from "./cutItems";
import type { CutLine } from "./cutLines";

const [QUOTE, BACKSLASH, COLON, COMMA] = [0x22, 0x5c, 0x3a, 0x2c];
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);
const LIST = 0x5b;

/** No name of a list is longer. */
const MOST_NAME = 100;
/** What stands beside the list is kept up to this length; a file that holds more there is read whole. */
const MOST_BESIDE_BYTES = 4 * 2 ** 20;

/**
 * Cuts a stream of bytes that is one JSON record into the items of the first of its lists that is called so, counted from
 * 1. What stands beside the list is kept, with an empty list in its place.
 */
export class WrappedCutter {
  /** The name of the list; null before it begins. */
  name: string | null = null;
  /** The record has ended, and a list that did not begin by then is not in it. */
  isOver = false;
  private readonly names: ReadonlySet<string>;
  private readonly limit: number;
  private items: ItemCutter | null = null;
  private itemsFrom = 0;
  private depth = 0;
  private inString = false;
  private escaped = false;
  private text: number[] = [];
  private key: string | null = null;
  private taken = 0;
  private others: Uint8Array[] = [];
  private othersBytes = 0;

  constructor(names: readonly string[], limit: number) {
    this.names = new Set(names);
    this.limit = limit;
  }

  /** The items that end in this piece. */
  *push(piece: Uint8Array): Generator<CutLine> {
    let from = 0;
    for (let at = 0; at < piece.length; at++) {
      const byte = piece[at] ?? 0;
      this.step(byte);
      if (this.inString) continue;
      if (this.name === null && byte === LIST && this.depth === 2 && this.key !== null && this.names.has(this.key)) {
        this.keep(piece.subarray(from, at + 1));
        this.name = this.key;
        this.items = new ItemCutter(this.limit);
        this.itemsFrom = this.taken + at;
        from = at;
      } else if (this.items && this.depth === 1 && CLOSING.has(byte)) {
        yield* this.shifted(this.items.push(piece.subarray(from, at + 1)));
        this.items = null;
        from = at;
      }
    }
    if (this.items) yield* this.shifted(this.items.push(piece.subarray(from)));
    else this.keep(piece.subarray(from));
    this.taken += piece.length;
  }

  /** What is left of a list that breaks off. */
  *end(): Generator<CutLine> {
    if (this.items) yield* this.shifted(this.items.end());
  }

  /** The JSON of what stands beside the list; null where that is too much to be kept. */
  beside(): Uint8Array | null {
    return this.othersBytes > MOST_BESIDE_BYTES ? null : joined(this.others, this.othersBytes);
  }

  private step(byte: number): void {
    if (this.inString) this.within(byte);
    else if (byte === QUOTE) {
      this.inString = true;
      this.text = [];
    } else if (OPENING.has(byte)) this.depth++;
    else if (CLOSING.has(byte)) {
      this.depth--;
      if (this.depth === 0) this.isOver = true;
    } else if (this.depth === 1 && byte === COLON) this.key = new TextDecoder().decode(new Uint8Array(this.text));
    else if (this.depth === 1 && byte === COMMA) this.key = null;
  }

  private within(byte: number): void {
    if (this.escaped) this.escaped = false;
    else if (byte === BACKSLASH) this.escaped = true;
    else if (byte === QUOTE) this.inString = false;
    if (this.inString && this.depth === 1 && this.text.length < MOST_NAME) this.text.push(byte);
  }

  private keep(part: Uint8Array): void {
    this.othersBytes += part.length;
    if (this.othersBytes <= MOST_BESIDE_BYTES && part.length > 0) this.others.push(part);
  }

  private *shifted(cuts: Iterable<CutLine>): Generator<CutLine> {
    for (const cut of cuts) yield { ...cut, from: cut.from + this.itemsFrom, to: cut.to + this.itemsFrom };
  }
}
