import type { Snapshot } from "../cache/treeNode";
import type { Feeds, Fetches } from "../ort/session";

/**
 * Keys and values of several sequences that are computed in one pass. Each began as a copy of one live path, which stays as
 * it is, and all are equally long. A place is the number of a sequence among those that are left.
 */
export interface KeyValueBatch<Block> {
  readonly size: number;
  /** Rows of each sequence. */
  readonly length: number;
  readonly bytes: number;
  /** Inputs and outputs of a run that appends one row to each sequence. */
  bind(): { readonly feeds: Feeds; readonly fetches: Fetches };
  /** Takes the rows that such a run has appended. */
  accept(outputs: Feeds): void;
  /** Goes on with the sequences at these places, in this order; one that is named twice stands twice. */
  select(places: readonly number[]): void;
  /** A copy of the rows [start, end) of one sequence. */
  save(place: number, start: number, end: number): Block;
  /** The state at one sequence's end, for networks that have one. */
  snapshot(place: number): Snapshot;
  dispose(): void;
}
