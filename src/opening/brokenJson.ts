/** JSON that breaks off, closed after what of it is whole. */
export interface ClosedJson {
  readonly text: string;
  /** Where the rest begins that is left out. */
  readonly wholeUntil: number;
}

/** A list or a record that was open where the text ends. */
interface Open {
  readonly closer: "]" | "}";
  readonly start: number;
  /** The end of the last item or field that is whole; the beginning where there is none. */
  whole: number;
  /** In a record: whether what comes now is a value. */
  isValue: boolean;
}

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];

/**
 * What of a JSON text is whole, where the text ends within it; null where it does not. An item that is not whole is left
 * out of a list that has others; one that is the only one is kept as far as it goes.
 */
export function closedJson(text: string): ClosedJson | null {
  const open = openAtEnd(text);
  if (open.length === 0) return null;
  let depth = open.length;
  for (let i = 1; i < open.length; i++) {
    const parent = open[i - 1];
    if (parent && parent.closer === "]" && parent.whole > parent.start) {
      depth = i;
      break;
    }
  }
  const wholeUntil = open[depth - 1]?.whole ?? 0;
  const closers = open.slice(0, depth).map(({ closer }) => closer);
  return { text: text.slice(0, wholeUntil) + closers.reverse().join(""), wholeUntil };
}

/** The lists and records that are open where the text ends, the outermost first. */
function openAtEnd(text: string): readonly Open[] {
  const open: Open[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const inner = open.at(-1);
    if (code === QUOTE) {
      at = endOfString(text, at);
      if (at >= text.length) break;
      if (inner?.isValue) inner.whole = at + 1;
    } else if (code === 0x5b || code === 0x7b)
      open.push({ closer: code === 0x5b ? "]" : "}", start: at + 1, whole: at + 1, isValue: code === 0x5b });
    else if (code === 0x5d || code === 0x7d) {
      open.pop();
      const outer = open.at(-1);
      if (!outer) return [];
      outer.whole = at + 1;
    } else if (inner && code === COMMA) {
      inner.whole = at;
      inner.isValue = inner.closer === "]";
    } else if (inner && code === COLON) inner.isValue = true;
  }
  return open;
}

/** The place of the mark that closes the string which begins at `from`; the length of the text where none does. */
function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (code === QUOTE) return at;
  }
  return text.length;
}

/** The text with `null` for the numbers that JSON has not. Without a pattern for strings, which may be megabytes long. */
export function withoutNaN(text: string): string {
  const pieces: string[] = [];
  let at = 0;
  for (let quote = text.indexOf('"'); quote >= 0; quote = text.indexOf('"', at)) {
    const end = Math.min(text.length, endOfString(text, quote) + 1);
    pieces.push(text.slice(at, quote).replaceAll(NOT_A_NUMBER, "null"), text.slice(quote, end));
    at = end;
  }
  return pieces.join("") + text.slice(at).replaceAll(NOT_A_NUMBER, "null");
}

const NOT_A_NUMBER = /-?\b(?:NaN|Infinity)\b/g;
