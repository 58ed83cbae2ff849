import type { DialectName } from "../../dialect";
import { SURENESS, type Sureness } from "../recognise";
import type { RecordEntry } from "./entry";

/** What a list of records can be sorted by; `place` is the order of the files. */
export const RECORD_ORDERS = ["place", "system", "sureness", "unread", "steps", "score"] as const;
export type RecordOrder = (typeof RECORD_ORDERS)[number];

/** What a person looks for in a list of records, and in which order it is shown. */
export interface RecordFilter {
  /** Words that must all be in the question, the answer or the place. */
  readonly words: string;
  readonly system: DialectName | null;
  readonly sureness: Sureness | null;
  readonly judged: "right" | "wrong" | "unknown" | null;
  /** Only records with words that were not understood. */
  readonly unread: boolean;
  /** Only records of problems that were run several times. */
  readonly several: boolean;
  readonly steps: { readonly least: number; readonly most: number | null };
  readonly order: RecordOrder;
  /** The other way round. */
  readonly reversed: boolean;
}

export const ALL_RECORDS: RecordFilter = {
  words: "",
  system: null,
  sureness: null,
  judged: null,
  unread: false,
  several: false,
  steps: { least: 0, most: null },
  order: "place",
  reversed: false,
};

/** A test for entries. Made once for a search, as it is asked of very many of them. */
export function recordTest(filter: RecordFilter): (entry: RecordEntry) => boolean {
  const words = filter.words.toLowerCase().split(/\s+/).filter(Boolean);
  const { least, most } = filter.steps;
  const right = filter.judged === null || filter.judged === "unknown" ? null : filter.judged === "right";
  return (entry) => {
    if (filter.system !== null && entry.system !== filter.system) return false;
    if (filter.sureness !== null && entry.sureness !== filter.sureness) return false;
    if (filter.judged !== null && entry.right !== right) return false;
    if (filter.unread && entry.unread === 0) return false;
    if (filter.several && entry.runs === 1) return false;
    if (entry.steps < least || (most !== null && entry.steps > most)) return false;
    if (words.length === 0) return true;
    const told = `${entry.title}\n${entry.answer}\n${entry.place}`.toLowerCase();
    return words.every((word) => told.includes(word));
  };
}

/**
 * The entries in the order of a filter: what asks for a look comes first, so the least sure, the most not understood, the
 * longest, the lowest score; a record without a score is last, either way. Equal ones stay in the order of the files.
 */
export function inOrder(entries: RecordEntry[], { order, reversed }: RecordFilter): readonly RecordEntry[] {
  if (order === "place") return reversed ? entries.toReversed() : entries;
  const compare = COMPARISONS[order];
  const scoreless = (entry: RecordEntry): number => (order === "score" && entry.score === null ? 1 : 0);
  return entries.toSorted((a, b) => scoreless(a) - scoreless(b) || (reversed ? compare(b, a) : compare(a, b)));
}

const COMPARISONS: Readonly<Record<Exclude<RecordOrder, "place">, (a: RecordEntry, b: RecordEntry) => number>> = {
  system: (a, b) => (a.system < b.system ? -1 : a.system > b.system ? 1 : 0),
  sureness: (a, b) => SURENESS.indexOf(b.sureness) - SURENESS.indexOf(a.sureness),
  unread: (a, b) => b.unread - a.unread,
  steps: (a, b) => b.steps - a.steps,
  score: (a, b) => (a.score ?? 0) - (b.score ?? 0),
};
