// Bytes as Python prints them. `to_csv` of datasets 5.2.0 and of pandas writes a picture that a table holds as
// `{'bytes': b'\x89PNG…', 'path': 'a.png'}`: all of it is there, and no reader of theirs takes it for a picture.

const HELD = /^(?:\{'bytes': )?b(['"])/;
/** The path beside the bytes says nothing more; words would. */
const BEHIND = /^, 'path': (?:None|'[^'\s]{0,500}'|"[^"\s]{0,500}")\}$/;

/** The bytes that a text is, by themselves or under `bytes`; null where it is anything else, or breaks off. */
export function printedBytes(text: string): Uint8Array | null {
  const opening = HELD.exec(text);
  const quote = opening?.[1];
  if (!opening || quote === undefined) return null;
  const bytes: number[] = [];
  for (let at = opening[0].length; at < text.length; at++) {
    const sign = text[at] ?? "";
    if (sign === quote) return isEnd(text.slice(at + 1), text.startsWith("{")) ? Uint8Array.from(bytes) : null;
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

const isEnd = (rest: string, isRecord: boolean): boolean =>
  isRecord ? rest === "}" || BEHIND.test(rest) : rest === "";

const ESCAPES: Readonly<Record<string, number>> = { t: 9, n: 10, r: 13 };
