import { joined } from "./bytes";
import type { CutLine } from "./cutLines";

const [QUOTE, NEWLINE, RETURN] = [0x22, 0x0a, 0x0d];

/**
 * Cuts a stream of bytes into rows of separated values (RFC 4180): a row ends at a line break that no quotation marks
 * are around. Rows are counted from 1, the header among them.
 */
export class RowCutter {
  private readonly separator: number;
  private readonly limit: number;
  private held: Uint8Array[] = [];
  private heldBytes = 0;
  private rowStart = 0;
  private taken = 0;
  private number = 0;
  /** Marks count only where a cell begins with one. */
  private isInQuotes = false;
  private isCellStart = true;

  constructor(separator: Separator, limit: number) {
    this.separator = separator.charCodeAt(0);
    this.limit = limit;
  }

  /** Whether the bytes so far end within quotation marks: then the last row breaks off. */
  get isOpen(): boolean {
    return this.isInQuotes;
  }

  /** The rows that end in this piece. */
  *push(piece: Uint8Array): Generator<CutLine> {
    let from = 0;
    for (let at = 0; at < piece.length; at++) {
      const byte = piece[at] ?? 0;
      if (byte === QUOTE) {
        // A doubled mark closes the quotes and opens them again, which comes to the same.
        if (this.isInQuotes) this.isInQuotes = false;
        else if (this.isCellStart || this.wasQuote) this.isInQuotes = true;
        this.wasQuote = true;
        this.isCellStart = false;
        continue;
      }
      this.wasQuote = false;
      if (this.isInQuotes) continue;
      if (byte === NEWLINE) {
        this.hold(piece.subarray(from, at));
        yield this.cut(this.taken + at);
        from = at + 1;
        this.rowStart = this.taken + from;
      }
      this.isCellStart = byte === NEWLINE || byte === this.separator;
    }
    this.hold(piece.subarray(from));
    this.taken += piece.length;
  }

  /** The last row, where the file does not end in a line break. */
  *end(): Generator<CutLine> {
    if (this.taken > this.rowStart) yield this.cut(this.taken);
  }

  private wasQuote = false;

  private hold(part: Uint8Array): void {
    this.heldBytes += part.length;
    if (this.heldBytes > this.limit) this.held = [];
    else if (part.length > 0) this.held.push(part);
  }

  private cut(to: number): CutLine {
    const bytes = this.heldBytes > this.limit ? null : joined(this.held, this.heldBytes);
    const row = {
      number: ++this.number,
      from: this.rowStart,
      to,
      bytes: bytes?.at(-1) === RETURN ? bytes.subarray(0, -1) : bytes,
    };
    this.held = [];
    this.heldBytes = 0;
    return row;
  }
}

export type Separator = "\t" | "," | ";";

/** The cells of one row. */
export function cellsOf(row: string, separator: Separator): readonly string[] {
  const cells: string[] = [];
  let at = 0;
  while (at <= row.length) {
    const { text, end } = row[at] === '"' ? quotedAt(row, at, separator) : bareAt(row, at, separator);
    cells.push(text);
    at = end + 1;
  }
  return cells;
}

interface Taken {
  readonly text: string;
  /** Where the separator stands, or the end of the row. */
  readonly end: number;
}

function bareAt(row: string, at: number, separator: Separator): Taken {
  const found = row.indexOf(separator, at);
  const end = found < 0 ? row.length : found;
  return { text: row.slice(at, end), end };
}

/** Up to the next mark that is not doubled; what stands between that and the separator belongs to the cell. */
function quotedAt(row: string, at: number, separator: Separator): Taken {
  let close = row.indexOf('"', at + 1);
  while (close >= 0 && row[close + 1] === '"') close = row.indexOf('"', close + 2);
  const inner = row.slice(at + 1, close < 0 ? row.length : close).replaceAll('""', '"');
  if (close < 0) return { text: inner, end: row.length };
  const { text, end } = bareAt(row, close + 1, separator);
  return { text: inner + text, end };
}
