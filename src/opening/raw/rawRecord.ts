import type { Unread } from "../../dialect";
import { isData, type LaidRow, layoutJson, layoutWords } from "./layout";
import { locate, type RawSpan } from "./locate";

/** A row of a raw record as it is shown. */
export interface RawRow {
  readonly depth: number;
  /** Where its text begins in the raw text, in UTF-16 units. */
  readonly start: number;
  readonly text: string;
  /** Units after the text that are not handed out: data, such as a picture. */
  readonly left: number;
  /** Whether it goes on a string that began above. */
  readonly goesOn: boolean;
}

/** The raw text of a record, in rows; of which only those are handed out that somebody looks at. */
export interface RawRecord {
  readonly count: number;
  /** UTF-16 units. */
  readonly length: number;
  rows(from: number, to: number): readonly RawRow[];
  places(finding: Unread): readonly RawSpan[];
}

const SHOWN_OF_DATA = 60;

/** Lays out a record's raw text: JSON, text that begins as such, or words. */
export function openRaw(text: string): RawRecord {
  const rows = /^\s*[[{]/.test(text) ? layoutJson(text) : layoutWords(text);
  return {
    count: rows.length,
    length: text.length,
    rows: (from, to) => rows.slice(from, to).map((row) => shown(row, text)),
    places: (finding) => locate(finding, text, rows),
  };
}

function shown({ start, end, depth, string, role }: LaidRow, text: string): RawRow {
  const isLong = string !== null && isData(text, string, end);
  const to = isLong ? string + SHOWN_OF_DATA : end;
  return { depth, start, text: text.slice(start, to), left: end - to, goesOn: role === "more" };
}
