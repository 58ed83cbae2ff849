import { hexOfWord } from "../base";

/** Fourteen letters that differ where the words do: cyrb53, two sums of 32 bits of which 53 are kept. Made for each record. */
export const digestOf = (words: string): string => digestOfLines([words]);

/** The same of lines with a line break between two, which need not become one text for it. */
export function digestOfLines(lines: readonly string[]): string {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? "";
    if (i > 0) [a, b] = [Math.imul(a ^ LINE_BREAK, 2654435761), Math.imul(b ^ LINE_BREAK, 1597334677)];
    for (let at = 0; at < line.length; at++) {
      const code = line.charCodeAt(at);
      a = Math.imul(a ^ code, 2654435761);
      b = Math.imul(b ^ code, 1597334677);
    }
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return hexOfWord(b & 0x1fffff).slice(2) + hexOfWord(a);
}

const LINE_BREAK = 10;
