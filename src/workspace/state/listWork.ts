import type { Sort } from "../../catalog";
import type { Finding, FindingKind } from "../../influence";
import type { ListedLog, ListedTraces } from "./logs";

/** Something that is done with runs of a list, one after the other: it can be paused, gone on with and put away. */
export interface ListWork<Row> {
  readonly listed: ListedLog | ListedTraces;
  readonly rows: readonly Row[];
  /** What does it now; null where it was paused, or is done. */
  readonly going: AbortController | null;
}

/** A run of a list that a question is asked about, and what was found. */
export interface AskedRow {
  /** In the list. */
  readonly index: number;
  readonly title: string;
  /** Of the gym, where the run is about a problem of it; null elsewhere, and until it was asked. */
  readonly family: Sort | null;
  /** One for each look, or each step, that the question is about; null until it was asked. */
  readonly findings: readonly Finding[] | null;
  /** The code of why nothing was found; null where something was, or it was not asked yet. */
  readonly failed: string | null;
}

/** A question that is asked about runs of a list. */
export interface AskingList extends ListWork<AskedRow> {
  readonly kind: FindingKind;
}
