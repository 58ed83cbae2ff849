// The raw text of a record as rows, laid out as JSON is read: nothing of it is parsed and written again, so that numbers
// keep their spelling and text that breaks off is laid out as far as it goes.

/** A row of a laid out text. Offsets are UTF-16 units of the raw text. */
export interface LaidRow {
  readonly start: number;
  readonly end: number;
  /** How many containers it stands in. */
  readonly depth: number;
  /** The row that opens the container it stands in; -1 at the top. A string's further rows have the row of its beginning. */
  readonly parent: number;
  /** What it is called in its container: a key, or an index; null for closing brackets and the further rows of a string. */
  readonly key: string | number | null;
  /** Where its string begins, quotation mark included; null where it holds none. */
  readonly string: number | null;
  readonly role: "open" | "close" | "value" | "more";
}

/** How many units of a string stand in one row, at most. */
export const ROW_LENGTH = 160;

/** Rows of a JSON text, or of a text that only begins as one. Without recursion, for a record may be nested without end. */
export function layoutJson(text: string): readonly LaidRow[] {
  const layout = new JsonLayout(text);
  layout.read();
  return layout.rows;
}

/** Rows of plain words: a row for each line, and more of them for a long one. */
export function layoutWords(text: string): readonly LaidRow[] {
  const rows: LaidRow[] = [];
  for (let from = 0; from <= text.length; ) {
    const newline = text.indexOf("\n", from);
    const to = newline < 0 ? text.length : newline;
    for (let at = from; at === from || at < to; at += ROW_LENGTH)
      rows.push({ ...PLAIN, start: at, end: Math.min(to, at + ROW_LENGTH), role: at === from ? "value" : "more" });
    from = to + 1;
  }
  return rows;
}

const PLAIN = { depth: 0, parent: -1, key: null, string: null } as const;

interface Container {
  readonly row: number;
  readonly isList: boolean;
  count: number;
}

class JsonLayout {
  readonly rows: LaidRow[] = [];
  private readonly open: Container[] = [];
  private readonly text: string;
  private at = 0;
  /** The key that was read and whose value has not come yet. */
  private key: { readonly name: string; readonly start: number } | null = null;

  constructor(text: string) {
    this.text = text;
  }

  read(): void {
    for (this.skipWhite(); this.at < this.text.length; this.skipWhite()) {
      const char = this.text[this.at];
      if (char === "{" || char === "[") this.opening(char === "[");
      else if (char === "}" || char === "]") this.closing();
      else if (char === "," || char === ":") this.lengthenLast();
      // Records that Python printed have their texts in either mark.
      else if (char === '"' || char === "'") this.string();
      else this.plain();
    }
  }

  private skipWhite(): void {
    while (/\s/.test(this.text[this.at] ?? "x")) this.at++;
  }

  private opening(isList: boolean): void {
    const start = this.at++;
    const row = this.add(start, this.at, "open", null);
    this.open.push({ row, isList, count: 0 });
    this.skipWhite();
    const close = this.text[this.at];
    if (close !== "]" && close !== "}") return;
    // A container that holds nothing is one row.
    this.at++;
    this.open.pop();
    this.lengthen(row, this.at);
  }

  private closing(): void {
    const start = this.at++;
    const container = this.open.pop();
    const parent = container ? (this.rows[container.row]?.parent ?? -1) : -1;
    const row = { start, end: this.at, depth: this.open.length, parent, key: null, string: null };
    this.rows.push({ ...row, role: "close" });
    this.key = null;
  }

  private string(): void {
    const start = this.at;
    const end = endOfString(this.text, start);
    this.at = end;
    const inside = this.open.at(-1);
    if (inside && !inside.isList && this.key === null) {
      this.skipWhite();
      // Text that breaks off after a key shows the key.
      if (this.text[this.at] === ":") {
        this.key = { name: decoded(this.text.slice(start, end)), start };
        this.at++;
        return;
      }
    }
    this.stringRows(start, end);
  }

  /** A row for each part of a string: it is parted after its line breaks, and where it is long. */
  private stringRows(start: number, end: number): void {
    const parts = partsOfString(this.text, start, end);
    const first = this.add(start, parts[0] ?? end, "value", start);
    for (const [i, from] of parts.entries()) {
      const to = parts[i + 1] ?? end;
      const row = { start: from, end: to, depth: this.open.length, parent: first, key: null, string: start };
      this.rows.push({ ...row, role: "more" });
    }
  }

  /** Numbers, `true`, `null`, and whatever stands there that is no JSON. */
  private plain(): void {
    const start = this.at;
    while (this.at < this.text.length && !/[,\]}\s]/.test(this.text[this.at] ?? "")) this.at++;
    this.add(start, this.at, "value", null);
  }

  private lengthenLast(): void {
    this.at++;
    if (this.text[this.at - 1] === ",") this.lengthen(this.rows.length - 1, this.at);
  }

  private lengthen(row: number, end: number): void {
    const before = this.rows[row];
    if (before) this.rows[row] = { ...before, end };
  }

  private add(start: number, end: number, role: LaidRow["role"], string: number | null): number {
    const inside = this.open.at(-1);
    const key = inside?.isList ? inside.count++ : (this.key?.name ?? null);
    const from = this.key?.start ?? start;
    const parent = inside?.row ?? -1;
    this.rows.push({ start: from, end, depth: this.open.length, parent, key, string, role });
    this.key = null;
    return this.rows.length - 1;
  }
}

/** After the quotation mark that ends the string which begins at `start`; the end of the text where it breaks off. */
function endOfString(text: string, start: number): number {
  const mark = text[start] ?? '"';
  for (let at = start + 1; ; ) {
    const quote = text.indexOf(mark, at);
    if (quote < 0) return text.length;
    let slashes = 0;
    while (text[quote - 1 - slashes] === "\\") slashes++;
    if (slashes % 2 === 0) return quote + 1;
    at = quote + 1;
  }
}

/** Data without a space is one row, however long: nobody reads it. */
const DATA_LENGTH = 2000;

/** Where the rows of a string begin, but for the first. */
function partsOfString(text: string, start: number, end: number): readonly number[] {
  if (isData(text, start, end)) return [];
  const parts: number[] = [];
  let from = start;
  for (let at = start + 1; at < end - 1; ) {
    const isEscape = text[at] === "\\";
    const isBreak = isEscape && text[at + 1] === "n";
    // An escape is never parted: `\u00e9` is six units.
    at += isEscape ? (text[at + 1] === "u" ? 6 : 2) : 1;
    if ((isBreak || at - from >= ROW_LENGTH) && at < end - 1) {
      parts.push(at);
      from = at;
    }
  }
  return parts;
}

export const isData = (text: string, start: number, end: number): boolean =>
  end - start > DATA_LENGTH && !/[\s\\]/.test(text.slice(start, start + DATA_LENGTH));

/** What a string of JSON says; as it stands where it breaks off. */
export function decoded(raw: string): string {
  if (raw.startsWith("'")) return raw.replace(/^'|'$/g, "");
  try {
    const value: unknown = JSON.parse(raw);
    return typeof value === "string" ? value : raw;
  } catch {
    return raw.replace(/^"/, "");
  }
}
