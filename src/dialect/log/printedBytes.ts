// Bytes as Python prints them. `to_csv` of datasets 5.2.0 and of pandas writes a picture that a table holds as
// `{'bytes': b'\x89PNG…', 'path': 'a.png'}`: all of it is there, and no reader of theirs takes it for a picture.

const HELD = /^\s*(?:\{\s*'bytes':\s*)?b(['"])/;

/** The bytes that a text begins with, by themselves or under `bytes`; null where it begins otherwise, or breaks off. */
export function printedBytes(text: string): Uint8Array | null {
  const opening = HELD.exec(text);
  const quote = opening?.[1];
  if (!opening || quote === undefined) return null;
  const bytes: number[] = [];
  for (let at = opening[0].length; at < text.length; at++) {
    const sign = text[at] ?? "";
    if (sign === quote) return Uint8Array.from(bytes);
    if (sign !== "\\") {
      bytes.push(text.charCodeAt(at));
      continue;
    }
    const letter = text[++at] ?? "";
    if (letter === "x") {
      bytes.push(Number.parseInt(text.slice(at + 1, at + 3), 16));
      at += 2;
    } else bytes.push(ESCAPES[letter] ?? letter.charCodeAt(0));
  }
  return null;
}

const ESCAPES: Readonly<Record<string, number>> = { t: 9, n: 10, r: 13 };
