import type { Literal } from "../literal/literal";

// Calls that are written as Python would: `click(start_box='(10,20)')`. Models do not escape the quotation marks in what
// they type, so a text ends at the mark behind which the call goes on or closes.

export interface SpokenCall {
  readonly name: string;
  /** A record of the keyword arguments; each is a text, or a number, a word or a place without marks. */
  readonly input: Literal;
  readonly start: number;
  /** Behind the closing bracket. */
  readonly end: number;
}

const NAME = /([A-Za-z_]\w{0,60})\s{0,5}\(/y;
const KEY = /\s*,?\s*([A-Za-z_]\w{0,60})\s{0,5}=\s{0,5}/y;
const BARE = /[^,)'"]{0,200}/y;
/** Numbers in brackets of any kind, up to where the call goes on. */
const NUMBERS = /[[(][\d\s.,()[\]-]{1,200}[\])](?=\s*[,)])/y;
const CLOSE = /\s*,?\s*\)/y;
const MOST_ARGUMENTS = 20;

/** The call that starts at `from`; null where none does, or where the text ends within it. */
export function spokenCallAt(text: string, from: number): SpokenCall | null {
  const name = matchAt(NAME, text, from);
  if (!name) return null;
  const entries: [string, Literal][] = [];
  let at = from + name[0].length;
  for (;;) {
    const close = matchAt(CLOSE, text, at);
    if (close) {
      const end = at + close[0].length;
      return { name: name[1] ?? "", start: from, end, input: { kind: "record", start: from, end, entries } };
    }
    const key = matchAt(KEY, text, at);
    if (!key || entries.length >= MOST_ARGUMENTS) return null;
    at += key[0].length;
    const value = valueAt(text, at);
    if (!value) return null;
    entries.push([key[1] ?? "", value]);
    at = value.end;
  }
}

function valueAt(text: string, start: number): Literal | null {
  const mark = text[start];
  if (mark !== "'" && mark !== '"') {
    const value = matchAt(NUMBERS, text, start)?.[0] ?? matchAt(BARE, text, start)?.[0] ?? "";
    return value.trim() === "" ? null : { kind: "plain", start, end: start + value.length, value: value.trim() };
  }
  const inside = matchAt(mark === "'" ? SINGLE : DOUBLE, text.slice(0, start + MOST_TEXT), start + 1)?.[1];
  if (inside === undefined) return null;
  return { kind: "plain", start, end: start + inside.length + 2, value: unescaped(inside) };
}

/** Further than this no end of a text is looked for: a hostile turn may open very many. */
const MOST_TEXT = 20_000;

/** A mark that closes the call, or goes on to the next argument; one behind a backslash closes nothing. */
const SINGLE = /((?:[^\\]|\\[\s\S])*?)'(?=\s*(?:\)|,\s*[A-Za-z_]\w*\s*=|[A-Za-z_]\w*=['"]))/y;
const DOUBLE = /((?:[^\\]|\\[\s\S])*?)"(?=\s*(?:\)|,\s*[A-Za-z_]\w*\s*=|[A-Za-z_]\w*=['"]))/y;

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r" };

const unescaped = (text: string): string => text.replaceAll(/\\([\s\S])/g, (_, char: string) => ESCAPES[char] ?? char);

/** A text between single marks, as `spokenCallAt` reads it back. */
export const spokenText = (text: string): string =>
  `'${text
    .replaceAll("\\", "\\\\")
    .replaceAll("'", "\\'")
    .replaceAll("\n", "\\n")
    .replaceAll("\t", "\\t")
    .replaceAll("\r", "\\r")}'`;

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
