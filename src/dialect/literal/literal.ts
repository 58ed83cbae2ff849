import { err, ok, type Result } from "../../base";

/**
 * A value as models write it: JSON, or what Python would print of it. Every part knows where it stood, so that a
 * refusal can be underlined and a list can be cut into its items. Repeated keys are kept in order.
 */
export type Literal =
  | { readonly kind: "plain"; readonly start: number; readonly end: number; readonly value: Plain }
  | { readonly kind: "list"; readonly start: number; readonly end: number; readonly items: readonly Literal[] }
  | {
      readonly kind: "record";
      readonly start: number;
      readonly end: number;
      readonly entries: readonly (readonly [key: string, value: Literal])[];
    };

export type Plain = string | number | boolean | null;

/** Deeper than this nothing that a model should say goes. */
const MAX_DEPTH = 40;

/** The one value that `text` is; anything but white space after it is refused where it stands. */
export function parseLiteral(text: string): Result<Literal, { code: "not-json"; at: number }> {
  const scanner = new Scanner(text);
  const value = scanner.value(0);
  if (value !== null && scanner.atEnd()) return ok(value);
  return err({ code: "not-json", at: Math.min(scanner.at, text.length) });
}

/** The value that starts at `from`, whatever follows it; null where there is none. */
export const literalAt = (text: string, from: number): Literal | null => new Scanner(text, from).value(0);

/**
 * The same as Python prints it with objects in it: `Message(id='m', content=[TextBlock(text='A cat.')])`, which are records
 * of their fields, and members of enumerations, `<FinishReason.STOP: 'STOP'>`, which are their values.
 */
export const printedAt = (text: string, from: number): Literal | null => new Scanner(text, from, true).value(0);

/** An object that is printed without its name, as pydantic has it: `id='m' choices=[…]`, its fields a space apart. */
export function printedFieldsAt(text: string, from: number): Literal | null {
  const scanner = new Scanner(text, from, true);
  return scanner.fields();
}

const WORDS: Readonly<Record<string, Plain>> = {
  true: true,
  false: false,
  null: null,
  True: true,
  False: false,
  None: null,
};

const CLOSERS: Readonly<Record<string, string>> = { "[": "]", "(": ")", "{": "}" };
const NUMBER = /[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/y;
const WORD = /[A-Za-z]+/y;
const NAME = /[A-Za-z_][\w.]{0,100}/y;
const FIELD = /([A-Za-z_]\w{0,100})\s{0,2}=(?!=)/y;
/** What Python puts before a text of bytes, or one that it does not escape. */
const OF_TEXT = /[bBrRuU]{1,2}(?=['"])/y;
const SHOWN = /<[^<>\n]{1,300}>/y;
const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f", "\n": "" };

/** Recursive descent over one text, in one pass. `at` stays where reading failed. */
class Scanner {
  at: number;
  private readonly text: string;
  /** Whether objects are read that Python prints. */
  private readonly printed: boolean;

  constructor(text: string, at = 0, printed = false) {
    this.text = text;
    this.at = at;
    this.printed = printed;
  }

  atEnd(): boolean {
    this.skip();
    return this.at >= this.text.length;
  }

  value(depth: number): Literal | null {
    this.skip();
    const start = this.at;
    if (this.printed) this.match(OF_TEXT);
    const first = this.text[this.at] ?? "";
    if (depth > MAX_DEPTH) return null;
    if (first === "{") return this.record(depth);
    if (first === "[" || first === "(") return this.list(depth, CLOSERS[first] ?? "");
    if (first === '"' || first === "'") {
      const value = this.string(first);
      return value === null ? null : { kind: "plain", start, end: this.at, value };
    }
    const number = this.match(NUMBER);
    if (number !== null) return { kind: "plain", start, end: this.at, value: Number(number) };
    if (this.printed) return this.object(start, depth);
    const word = this.match(WORD);
    if (word !== null && Object.hasOwn(WORDS, word))
      return { kind: "plain", start, end: this.at, value: WORDS[word] ?? null };
    this.at = start;
    return null;
  }

  /** `Name(field=value)`, a bare name, or what Python shows of an object that it cannot print. */
  private object(start: number, depth: number): Literal | null {
    const shown = this.match(SHOWN);
    const name = shown ?? this.match(NAME);
    if (name === null) return null;
    if (shown !== null || this.text[this.at] !== "(") {
      const value = Object.hasOwn(WORDS, name) ? (WORDS[name] ?? null) : (/: '([^']*)'>$/.exec(name)?.[1] ?? name);
      return { kind: "plain", start, end: this.at, value };
    }
    this.at++;
    const entries: [string, Literal][] = [];
    const items: Literal[] = [];
    while (!this.closes(")")) {
      const field = this.match(FIELD);
      const value = this.value(depth + 1);
      if (value === null || !this.separated(")")) return null;
      if (field === null) items.push(value);
      else entries.push([field.replace(/\s*=$/, ""), value]);
    }
    const [only] = items;
    if (entries.length === 0 && items.length === 1 && only) return { ...only, start, end: this.at };
    if (entries.length === 0 && items.length > 1) return { kind: "list", start, end: this.at, items };
    const numbered = items.map((item, i): [string, Literal] => [String(i), item]);
    return { kind: "record", start, end: this.at, entries: [...numbered, ...entries] };
  }

  fields(): Literal | null {
    this.skip();
    const start = this.at;
    const entries: [string, Literal][] = [];
    let end = start;
    for (let field = this.match(FIELD); field !== null; field = this.match(FIELD)) {
      const value = this.value(1);
      if (value === null) break;
      entries.push([field.replace(/\s*=$/, ""), value]);
      end = this.at;
      this.skip();
    }
    this.at = end;
    return entries.length === 0 ? null : { kind: "record", start, end, entries };
  }

  private list(depth: number, closer: string): Literal | null {
    const start = this.at++;
    const items: Literal[] = [];
    while (!this.closes(closer)) {
      const item = this.value(depth + 1);
      if (item === null || !this.separated(closer)) return null;
      items.push(item);
    }
    return { kind: "list", start, end: this.at, items };
  }

  private record(depth: number): Literal | null {
    const start = this.at++;
    const entries: [string, Literal][] = [];
    while (!this.closes("}")) {
      this.skip();
      const quote = this.text[this.at] ?? "";
      const key = quote === '"' || quote === "'" ? this.string(quote) : null;
      this.skip();
      if (key === null || this.text[this.at] !== ":") return null;
      this.at++;
      const value = this.value(depth + 1);
      if (value === null || !this.separated("}")) return null;
      entries.push([key, value]);
    }
    return { kind: "record", start, end: this.at, entries };
  }

  private closes(closer: string): boolean {
    this.skip();
    if (this.text[this.at] !== closer) return false;
    this.at++;
    return true;
  }

  /** A comma, or the closer, which is left for `closes`. A comma may come before the closer, as in Python. */
  private separated(closer: string): boolean {
    this.skip();
    if (this.text[this.at] === closer) return true;
    if (this.text[this.at] !== ",") return false;
    this.at++;
    return true;
  }

  private string(quote: string): string | null {
    const start = this.at++;
    const plain = this.unescaped(quote);
    if (plain !== null) return plain;
    let value = "";
    for (; this.at < this.text.length; this.at++) {
      const char = this.text[this.at] ?? "";
      if (char === quote) {
        this.at++;
        return value;
      }
      value += char === "\\" ? this.escape() : char;
    }
    this.at = start;
    return null;
  }

  /** The rest of a string without a backslash, which is a part of the text as it stands; null where it has one, or no end. */
  private unescaped(quote: string): string | null {
    const end = this.text.indexOf(quote, this.at);
    if (end < 0) return null;
    const value = this.text.slice(this.at, end);
    if (value.includes("\\")) return null;
    this.at = end + 1;
    return value;
  }

  /** The character behind a backslash; stops on its last one. */
  private escape(): string {
    const char = this.text[++this.at] ?? "";
    const digits = this.text.slice(this.at + 1, this.at + 5);
    if (char !== "u" || !/^[0-9a-fA-F]{4}$/.test(digits)) return ESCAPES[char] ?? char;
    this.at += 4;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  private skip(): void {
    while (this.at < this.text.length && isWhite(this.text.charCodeAt(this.at))) this.at++;
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    if (!pattern.test(this.text)) return null;
    const found = this.text.slice(this.at, pattern.lastIndex);
    this.at = pattern.lastIndex;
    return found;
  }
}

/** What `\s` means, without a pattern: between two marks of a literal it is asked for each character. */
const isWhite = (code: number): boolean =>
  code === 0x20 || (code >= 0x09 && code <= 0x0d) || (code >= 0xa0 && /\s/.test(String.fromCharCode(code)));

// Looking into a literal. A field that is missing or of another kind is null: models leave things out.

/** The last value under any of `keys`, as JSON and Python both have it for a key that is repeated. */
export function fieldOf(literal: Literal, ...keys: readonly string[]): Literal | null {
  if (literal.kind !== "record") return null;
  return literal.entries.findLast(([key]) => keys.includes(key))?.[1] ?? null;
}

export const plainOf = (literal: Literal | null): Plain | undefined =>
  literal?.kind === "plain" ? literal.value : undefined;

export function textOf(literal: Literal | null): string | null {
  const value = plainOf(literal);
  return typeof value === "string" ? value : null;
}

/** A number, or a text that is one. Never NaN or infinite. */
export function numberOf(literal: Literal | null): number | null {
  const value = plainOf(literal);
  if (typeof value !== "number" && (typeof value !== "string" || value.trim() === "")) return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

/** All numbers of a list, lists in it laid flat: `[1, 2, 3, 4]` and `[[1, 2], [3, 4]]` alike. Null where one is none. */
export function numbersOf(literal: Literal | null): readonly number[] | null {
  if (literal?.kind !== "list" || literal.items.length > 2000) return null;
  const numbers: number[] = [];
  for (const item of literal.items) {
    const found = item.kind === "list" ? numbersOf(item) : numberOf(item);
    if (found === null) return null;
    if (typeof found === "number") numbers.push(found);
    else numbers.push(...found);
  }
  return numbers;
}
