import { unread } from "../contents";
import { readLogLines } from "../readLog";
import { type DecodedText, decodeText } from "./bytes";
import { itemsOfContents, type LogItem, type LogPiece, type RecordAt } from "./item";

/** As reading the whole file would call it. */
export const placeOfPiece = (kind: LogPiece["kind"], number: number): string =>
  kind === "line" ? `line ${number}` : `record ${number}`;

/** Everything of some pieces, one after the other: their records, and what was not understood. They are read together. */
export function* itemsOfPieces(pieces: readonly LogPiece[]): Generator<LogItem> {
  const texts = pieces.map(({ bytes }) => bytes && trimmedText(bytes));
  const lines = pieces.flatMap(({ place }, i) => (texts[i]?.text ? [{ text: texts[i].text, place }] : []));
  const contents = readLogLines(lines).values();
  for (const [i, { kind, place, number, from, to }] of pieces.entries()) {
    const told = texts[i];
    if (!told) yield { kind: "unread", unread: unread(place, "line-too-long", `${to - from} bytes`) };
    if (!told?.text) continue;
    const at = (nth: number): RecordAt => ({ kind, number, from, to, nth });
    const read = contents.next().value;
    if (read) yield* itemsOfContents(read, (nth, of) => at(of === "record" ? nth : 0));
    if (!told.whole) yield { kind: "unread", unread: unread(place, "not-utf-8", told.text), at: at(0) };
  }
}

function trimmedText(bytes: Uint8Array): DecodedText {
  const { text, whole } = decodeText(bytes);
  return { text: text.trim(), whole };
}

/** So many pieces are read together, and their records listed: of more, the processor's caches hold less. */
export const READ_TOGETHER = 32;
/** Of pieces that are long, fewer are held. */
export const BYTES_READ_TOGETHER = 2 ** 18;

/** The same pieces, as many in each list as are read together. */
export async function* together(pieces: AsyncIterable<LogPiece>): AsyncGenerator<readonly LogPiece[]> {
  let held: LogPiece[] = [];
  let bytes = 0;
  for await (const piece of pieces) {
    held.push(piece);
    bytes += piece.bytes?.length ?? 0;
    if (held.length < READ_TOGETHER && bytes < BYTES_READ_TOGETHER) continue;
    yield held;
    [held, bytes] = [[], 0];
  }
  if (held.length > 0) yield held;
}
