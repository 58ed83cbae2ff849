const BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** The eight hexadecimal digits of a word of 32 bits. Engines write numbers of that size many times more slowly. */
export const hexOfWord = (word: number): string =>
  digits(word >>> 24) + digits(word >>> 16) + digits(word >>> 8) + digits(word);

const digits = (word: number): string => BYTES[word & 0xff] ?? "";
