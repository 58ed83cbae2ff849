/** First and last byte, both included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The one range that a `Range` header asks for (RFC 9110 §14.1.2). Null where the whole file should be sent: no
 * header, several ranges, or one that cannot be read.
 */
export function parseRange(header: string | undefined, size: number): ByteRange | "unsatisfiable" | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "");
  if (!match || (match[1] === "" && match[2] === "")) return null;
  const [first, last] = [match[1], match[2]].map((text) => (text === "" || text === undefined ? null : Number(text)));
  if (first === null || first === undefined) {
    const length = Math.min(last ?? 0, size);
    return length === 0 ? "unsatisfiable" : { start: size - length, end: size - 1 };
  }
  if (first >= size) return "unsatisfiable";
  if (last !== null && last !== undefined && last < first) return null;
  return { start: first, end: Math.min(last ?? size - 1, size - 1) };
}
