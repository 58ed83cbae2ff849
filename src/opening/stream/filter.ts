import type { DialectName } from "../../dialect";
import type { RecordEntry } from "./entry";

/** What a person looks for in a list of records. */
export interface RecordFilter {
  /** Words that must all be in the question, the answer or the place. */
  readonly words: string;
  readonly system: DialectName | null;
  readonly judged: "right" | "wrong" | "unknown" | null;
  /** Only records with words that were not understood. */
  readonly unread: boolean;
  readonly steps: { readonly least: number; readonly most: number | null };
}

export const ALL_RECORDS: RecordFilter = {
  words: "",
  system: null,
  judged: null,
  unread: false,
  steps: { least: 0, most: null },
};

/** A test for entries. Made once for a search, as it is asked of very many of them. */
export function recordTest(filter: RecordFilter): (entry: RecordEntry) => boolean {
  const words = filter.words.toLowerCase().split(/\s+/).filter(Boolean);
  const { least, most } = filter.steps;
  const right = filter.judged === null || filter.judged === "unknown" ? null : filter.judged === "right";
  return (entry) => {
    if (filter.system !== null && entry.system !== filter.system) return false;
    if (filter.judged !== null && entry.right !== right) return false;
    if (filter.unread && entry.unread === 0) return false;
    if (entry.steps < least || (most !== null && entry.steps > most)) return false;
    if (words.length === 0) return true;
    const told = `${entry.title}\n${entry.answer}\n${entry.place}`.toLowerCase();
    return words.every((word) => told.includes(word));
  };
}
