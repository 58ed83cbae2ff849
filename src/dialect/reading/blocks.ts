import type { Piece, TurnReader } from "../contract/dialect";

/** One kind of marked-off passage. No `open` may be the beginning of another's. */
export interface Block {
  readonly open: string;
  /** The first of these ends it. */
  readonly close: readonly string[];
  /** The pieces that a whole passage makes; `inside` lies between the marks, `raw` is all of it. */
  read(inside: string, raw: string): readonly Piece[];
  /** An unclosed passage hides nothing: what follows its opening is read on its own. */
  readonly leaky?: boolean;
}

/** A turn longer than this is kept, but read no further. */
export const TURN_BUDGET = 1_000_000;

/**
 * Reads marked-off passages out of a stream of text. The pieces are the same however the text is cut into pushes,
 * and their raw words laid end to end are the text.
 */
export function readBlocks(blocks: readonly Block[], outside: (raw: string) => readonly Piece[]): TurnReader {
  const cursor = new Cursor(blocks, outside);
  return {
    push(text) {
      cursor.add(text);
      return cursor.drain();
    },
    open: () => cursor.peek()[0] ?? null,
    end: () => cursor.finish(),
  };
}

class Cursor {
  private text = "";
  private overflow = "";
  /** Everything before has become pieces. */
  private at = 0;
  private current: Block | null = null;
  private readonly finders = new Map<string, Finder>();
  private readonly blocks: readonly Block[];
  private readonly openings: readonly string[];
  private readonly outside: (raw: string) => readonly Piece[];

  constructor(blocks: readonly Block[], outside: (raw: string) => readonly Piece[]) {
    this.blocks = blocks;
    this.openings = blocks.map((block) => block.open);
    this.outside = outside;
  }

  add(text: string): void {
    const room = Math.max(0, TURN_BUDGET - this.text.length);
    this.text += text.slice(0, room);
    this.overflow += text.slice(room);
  }

  drain(): readonly Piece[] {
    const pieces: Piece[] = [];
    for (let found = this.next(); found; found = this.next()) pieces.push(...found);
    return pieces;
  }

  private next(): readonly Piece[] | null {
    return this.current === null ? this.toOpening() : this.toClosing(this.current);
  }

  private toOpening(): readonly Piece[] | null {
    const found = this.earliest(this.openings, this.at);
    if (!found) return null;
    this.current = this.blocks[found.which] ?? null;
    const before = this.take(found.at);
    return before === "" ? [] : this.outside(before);
  }

  private toClosing(block: Block): readonly Piece[] | null {
    const start = this.at + block.open.length;
    const found = this.earliest(block.close, start);
    if (!found) return null;
    const inside = this.text.slice(start, found.at);
    const raw = this.take(found.at + (block.close[found.which] ?? "").length);
    this.current = null;
    return block.read(inside, raw);
  }

  private take(end: number): string {
    const raw = this.text.slice(this.at, end);
    this.at = end;
    return raw;
  }

  private earliest(marks: readonly string[], from: number): { readonly at: number; readonly which: number } | null {
    let [at, which] = [-1, -1];
    for (let i = 0; i < marks.length; i++) {
      const found = this.find(marks[i] ?? "", from);
      if (found >= 0 && (at < 0 || found < at)) [at, which] = [found, i];
    }
    return at < 0 ? null : { at, which };
  }

  /** Remembers for each mark how far it was looked for: without that, a hostile text costs the square of its length. */
  private find(mark: string, from: number): number {
    let finder = this.finders.get(mark);
    if (!finder) {
      finder = { at: -1, searched: 0 };
      this.finders.set(mark, finder);
    }
    if (finder.at >= from) return finder.at;
    // It is nowhere in the text, unless more has come since.
    if (finder.at < 0 && finder.searched === this.text.length && finder.searched > 0) return -1;
    finder.at = this.text.indexOf(mark, Math.max(from, finder.searched - mark.length + 1));
    finder.searched = finder.at < 0 ? this.text.length : finder.at + mark.length;
    return finder.at;
  }

  peek(): readonly Piece[] {
    const rest = this.text.slice(this.at);
    if (rest === "") return [];
    if (!this.current) return this.outside(withoutBeginning(rest, this.openings));
    return this.current.read(withoutBeginning(rest.slice(this.current.open.length), this.current.close), rest);
  }

  finish(): readonly Piece[] {
    const rest = this.text.slice(this.at);
    const pieces = rest === "" ? [] : this.last(rest);
    const { overflow } = this;
    this.text = "";
    this.overflow = "";
    if (overflow === "") return pieces;
    return [...pieces, { kind: "unparsed", raw: overflow, text: overflow, error: { code: "too-long", at: 0 } }];
  }

  private last(rest: string): readonly Piece[] {
    const { current } = this;
    if (!current) return this.outside(rest);
    if (!current.leaky) return current.read(rest.slice(current.open.length), rest);
    const inner = readBlocks(
      this.blocks.filter((block) => block !== current),
      (raw) => current.read(raw, raw),
    );
    const [first, ...more] = [...inner.push(rest.slice(current.open.length)), ...inner.end()];
    if (!first) return current.read("", rest);
    return [{ ...first, raw: current.open + first.raw }, ...more];
  }
}

interface Finder {
  /** Where the mark was last found; -1 where it was not. */
  at: number;
  searched: number;
}

/** While words stream, a mark that has only begun is held back, so that it does not flash up as text. */
function withoutBeginning(text: string, marks: readonly string[]): string {
  const longest = Math.max(...marks.map((mark) => mark.length));
  for (let length = Math.min(longest, text.length); length > 0; length--) {
    const tail = text.slice(-length);
    if (marks.some((mark) => mark.startsWith(tail))) return text.slice(0, -length);
  }
  return text;
}

/**
 * The pieces of a passage that may hold passages of its own. One that is not closed is only words there:
 * systems look for whole calls within a thought, and a thought may well speak of a call.
 */
export function readClosed(
  blocks: readonly Block[],
  outside: (raw: string) => readonly Piece[],
  text: string,
): readonly Piece[] {
  const cursor = new Cursor(blocks, outside);
  cursor.add(text);
  const pieces = cursor.drain();
  const rest = text.slice(pieces.reduce((length, piece) => length + piece.raw.length, 0));
  return rest === "" ? pieces : [...pieces, ...outside(rest)];
}

/** The same pieces with the marks around them put onto the first and the last; marks around nothing are filler. */
export function wrapped(before: string, pieces: readonly Piece[], after: string): readonly Piece[] {
  if (pieces.length === 0) return before + after === "" ? [] : [{ kind: "filler", raw: before + after }];
  return pieces.map((piece, i) => ({
    ...piece,
    raw: (i === 0 ? before : "") + piece.raw + (i === pieces.length - 1 ? after : ""),
  }));
}

/** Words outside every passage: a thought, or filler where they are blank. */
export function talk(raw: string, text: string = raw): readonly Piece[] {
  const trimmed = text.trim();
  return [trimmed === "" ? { kind: "filler", raw } : { kind: "thought", raw, text: trimmed }];
}
