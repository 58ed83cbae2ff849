import { plainName, type Unread } from "../../dialect";
import { decoded, type LaidRow } from "./layout";

/** Where a finding stands in the raw text of its record: offsets in UTF-16 units, and the row that they begin in. */
export interface RawSpan {
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

/**
 * The places of a finding, and of those that it stands for. A place is a path (`messages[2].content`), or a message and
 * a character of the words that were read out of it; where neither leads anywhere, its words are looked for, and where
 * those are not there either, it has no place.
 */
export function locate(finding: Unread, text: string, rows: readonly LaidRow[]): readonly RawSpan[] {
  const places = [finding.place, ...(finding.also ?? [])];
  const spans = places.flatMap((place, i) => {
    // Of the others only the place is known; what they are about is the same.
    const words = i === 0 ? finding.excerpt : (finding.what ?? "");
    return spanOf({ ...finding, place, excerpt: words }, text, rows) ?? [];
  });
  const seen = new Set<string>();
  return spans.filter(({ from, to }) => !seen.has(`${from} ${to}`) && seen.add(`${from} ${to}`));
}

function spanOf(finding: Unread, text: string, rows: readonly LaidRow[]): RawSpan | null {
  const row = rowAt(finding.place, rows);
  if (row !== null) return wordsIn(finding, row, text, rows) ?? spanOfRow(row, rows);
  const message = Number(/message (\d+)/.exec(finding.place)?.[1] ?? 0);
  return wordsAnywhere(finding, message, text, rows);
}

/** The row at the end of a path; null where the place is none, or leads nowhere. */
function rowAt(place: string, rows: readonly LaidRow[]): number | null {
  const keys = keysOfPath(place);
  if (!keys) return null;
  // A text that is a list of one line, or a record, has its first row at the top.
  let at = rows.findIndex(({ parent, role }) => parent === -1 && role === "open");
  if (at < 0) return null;
  let depth = 0;
  for (const key of keys) {
    const next = childOf(at, key, rows);
    // Records keep JSON as text, too: the row of that text is as near as one comes.
    if (next === null) return depth > 0 && rows[at]?.string !== null ? at : null;
    at = next;
    depth++;
  }
  return at;
}

/** `a.b[2].c` as keys and indices; null where it is no path. Keys may hold dots and spaces, which the rows decide. */
function keysOfPath(place: string): readonly (string | number)[] | null {
  if (!/^[^\s[\].]+(?:\.[^[\].]+|\[\d+\])*$|^(?:\[\d+\])(?:\.[^[\].]+|\[\d+\])*$/.test(place)) return null;
  return [...place.matchAll(/\[(\d+)\]|([^[\].]+)/g)].map(([, index, key]) =>
    index === undefined ? (key ?? "") : Number(index),
  );
}

function childOf(container: number, key: string | number, rows: readonly LaidRow[]): number | null {
  const depth = rows[container]?.depth ?? 0;
  let renamed: number | null = null;
  for (let i = container + 1; i < rows.length; i++) {
    const row = rows[i];
    if (!row || row.depth <= depth) return renamed;
    if (row.parent !== container) continue;
    if (row.key === key) return i;
    if (typeof row.key === "string" && plainName(row.key) === key) renamed ??= i;
  }
  return renamed;
}

function spanOfRow(row: number, rows: readonly LaidRow[]): RawSpan {
  const { start = 0, end = 0 } = rows[row] ?? {};
  return { row, from: start, to: end };
}

/** The words of a finding within one value. */
function wordsIn(finding: Unread, row: number, text: string, rows: readonly LaidRow[]): RawSpan | null {
  const start = rows[row]?.string;
  if (start === undefined || start === null) return null;
  return wordsInString(finding, { start, row }, text, rows);
}

interface RawString {
  /** Where it begins, quotation mark included. */
  readonly start: number;
  readonly row: number;
}

/** So much of an excerpt is looked for where all of it is not there: words may have been joined, or cut. */
const ENOUGH = 40;

function wordsInString(
  { excerpt, what }: Unread,
  { start, row }: RawString,
  text: string,
  rows: readonly LaidRow[],
): RawSpan | null {
  const end = endOfStringAt(row, rows);
  const raw = text.slice(start, end).replace(/,$/, "");
  const said = decoded(raw);
  for (const wanted of new Set([excerpt, excerpt.slice(0, ENOUGH), what ?? ""])) {
    const at = wanted === "" ? -1 : said.indexOf(wanted);
    if (at < 0) continue;
    const length = what && excerpt.startsWith(what) ? what.length : wanted.length;
    const from = start + rawOffset(raw, at);
    const to = start + rawOffset(raw, at + length);
    return { row: rowOfOffset(from, row, rows), from, to };
  }
  return null;
}

function endOfStringAt(row: number, rows: readonly LaidRow[]): number {
  const { string = null } = rows[row] ?? {};
  let last = row;
  while (rows[last + 1]?.role === "more" && rows[last + 1]?.string === string) last++;
  return rows[last]?.end ?? 0;
}

/** Where in a raw string the unit stands that is at `offset` of what the string says. */
export function rawOffset(raw: string, offset: number): number {
  let at = 1;
  for (let said = 0; said < offset && at < raw.length; said++) at += raw[at] !== "\\" ? 1 : raw[at + 1] === "u" ? 6 : 2;
  return at;
}

function rowOfOffset(offset: number, from: number, rows: readonly LaidRow[]): number {
  let row = from;
  while ((rows[row]?.end ?? Number.POSITIVE_INFINITY) <= offset && rows[row + 1]?.role === "more") row++;
  return row;
}

/** The words in whichever string has them: one of the message that is told, before one of another. */
function wordsAnywhere(finding: Unread, message: number, text: string, rows: readonly LaidRow[]): RawSpan | null {
  let found: RawSpan | null = null;
  for (const [row, laid] of rows.entries()) {
    if (laid.role !== "value") continue;
    if (laid.string === null) {
      found ??= plainSpan(finding, row, text, rows);
      continue;
    }
    const isMeant = message === 0 || isInItem(row, message - 1, rows);
    if (found && !isMeant) continue;
    const span = wordsInString(finding, { start: laid.string, row }, text, rows);
    if (span && isMeant) return span;
    found ??= span;
  }
  return found;
}

/** Words that stand in no string: a text that is no JSON. */
function plainSpan({ excerpt }: Unread, row: number, text: string, rows: readonly LaidRow[]): RawSpan | null {
  const { start = 0 } = rows[row] ?? {};
  const [line = ""] = excerpt.split("\n");
  const at = line === "" ? -1 : text.slice(start, endOfStringAt(row, rows)).indexOf(line);
  if (at < 0) return null;
  const from = start + at;
  return { row: rowOfOffset(from, row, rows), from, to: from + line.length };
}

/** Whether a row stands in an item of that index, of whichever list. */
function isInItem(row: number, index: number, rows: readonly LaidRow[]): boolean {
  for (let at = rows[row]; at; at = rows[at.parent]) if (at.key === index) return true;
  return false;
}
