import { unread } from "../contents";
import { readLogLine } from "../readLog";
import { decodeText } from "./bytes";
import { itemsOfContents, type LogItem, type LogPiece, type RecordAt } from "./item";

/** As reading the whole file would call it. */
export const placeOfPiece = (kind: LogPiece["kind"], number: number): string =>
  kind === "line" ? `line ${number}` : `record ${number}`;

/** Everything of one piece: its records, and what was not understood. */
export function* itemsOfPiece({ kind, place, number, from, to, bytes }: LogPiece): Generator<LogItem> {
  if (!bytes) {
    yield { kind: "unread", unread: unread(place, "line-too-long", `${to - from} bytes`) };
    return;
  }
  const { text, whole } = decodeText(bytes);
  const trimmed = text.trim();
  if (trimmed === "") return;
  const at = (nth: number): RecordAt => ({ kind, number, from, to, nth });
  yield* itemsOfContents(readLogLine(trimmed, place), (nth, of) => at(of === "record" ? nth : 0));
  if (!whole) yield { kind: "unread", unread: unread(place, "not-utf-8", trimmed), at: at(0) };
}
