// Strings as the Python code of the papers sees them: the regular expressions there are given here as searches that
// stay linear, since the words of a model are hostile and may be a million characters long.

/** White space of Python's `str.strip`. JavaScript's own takes U+FEFF too and leaves the separators U+001C to U+001F. */
const isSpace = (character: string): boolean =>
  character === "\u0085" || (character >= "\u001c" && character <= "\u001f") || /^[^\S\ufeff]$/u.test(character);

/** Python's `text.strip()`. */
export function strip(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isSpace(text.charAt(from))) from++;
  while (to > from && isSpace(text.charAt(to - 1))) to--;
  return text.slice(from, to);
}

/** Python's `len(text)`: code points, of which some take two of JavaScript's units. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length++;
  return length;
}

/** Python's `text.count(part)`, for a part that is not empty. */
export const countOf = (text: string, part: string): number => text.split(part).length - 1;

/** What stands behind the last `mark`; the whole text where it has none. */
export function afterLast(text: string, mark: string): string {
  const at = text.lastIndexOf(mark);
  return at < 0 ? text : text.slice(at + mark.length);
}

/** What stands before the first `mark`; the whole text where it has none. */
export function beforeFirst(text: string, mark: string): string {
  const at = text.indexOf(mark);
  return at < 0 ? text : text.slice(0, at);
}

/** `<tag>(.*?)</tag>` with DOTALL: the first match, not stripped; null where there is none. */
export function firstTagged(text: string, tag: string): string | null {
  const from = text.indexOf(`<${tag}>`);
  if (from < 0) return null;
  const start = from + tag.length + 2;
  const end = text.indexOf(`</${tag}>`, start);
  return end < 0 ? null : text.slice(start, end);
}

/** `<tag>(.*?)</tag>` without DOTALL: the first pair on one line; null where there is none. */
export function firstTaggedOnLine(text: string, tag: string): string | null {
  const [open, close] = [`<${tag}>`, `</${tag}>`];
  for (let from = text.indexOf(open); from >= 0; ) {
    const start = from + open.length;
    const end = text.indexOf(close, start);
    if (end < 0) return null;
    const lineEnd = text.indexOf("\n", start);
    if (lineEnd < 0 || end < lineEnd) return text.slice(start, end);
    from = text.indexOf(open, lineEnd);
  }
  return null;
}

/** `<tag>(.*?)</tag>` with DOTALL, every match in order. */
export function allTagged(text: string, tag: string): readonly string[] {
  const [open, close] = [`<${tag}>`, `</${tag}>`];
  const found: string[] = [];
  for (let from = text.indexOf(open); from >= 0; ) {
    const start = from + open.length;
    const end = text.indexOf(close, start);
    if (end < 0) break;
    found.push(text.slice(start, end));
    from = text.indexOf(open, end + close.length);
  }
  return found;
}

/** `fullmatch` of `<a>.*?</a>\s*<b>.*?</b>…` with DOTALL: whether the text is these blocks, in order, and nothing else. */
export function isBlocks(text: string, tags: readonly string[]): boolean {
  const [first = ""] = tags;
  if (!text.startsWith(`<${first}>`)) return false;
  let at = first.length + 2;
  for (const [i, tag] of tags.entries()) {
    const next = tags[i + 1];
    if (next === undefined) return text.length - tag.length - 3 >= at && text.endsWith(`</${tag}>`);
    const seam = new RegExp(`</${tag}>\\s*<${next}>`, "g");
    seam.lastIndex = at;
    if (!seam.test(text)) return false;
    at = seam.lastIndex;
  }
  return false;
}

/** Whether these patterns are found one behind the other, anything between them. Each must be global. */
export function isChain(text: string, patterns: readonly RegExp[]): boolean {
  let at = 0;
  return patterns.every((pattern) => {
    pattern.lastIndex = at;
    if (!pattern.test(text)) return false;
    at = pattern.lastIndex;
    return true;
  });
}
