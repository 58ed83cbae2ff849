import { hexOfWord } from "../base";

/** Fourteen letters that differ where the words do: cyrb53, two sums of 32 bits of which 53 are kept. Made for each record. */
export function digestOf(words: string): string {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < words.length; at++) {
    const code = words.charCodeAt(at);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return hexOfWord(b & 0x1fffff).slice(2) + hexOfWord(a);
}
