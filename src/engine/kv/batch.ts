import type { Snapshot } from "../cache/treeNode";
import type { Ports } from "../ort/ports";
import type { Feeds } from "../ort/session";

/** Where the tokens of a run stand among those before it. */
export interface TokenPlaces {
  /** Rows before the run, in each of the sequences that the network computes. */
  readonly past: number;
  /** Rows that the network is given before the run's own; those from `past` on hold nothing. `past` where nothing is said. */
  readonly rows?: number;
  /** Sequences side by side, each with as many of the run's tokens. */
  readonly sequences: number;
  /** How many tokens stand before each of the run's; where nothing is said, they count on from `past`. */
  readonly counted?: readonly number[];
  /**
   * Takes from each token of the run what it does not see: minus infinity in `bias`, [tokens, seen], which is all nought.
   * Where nothing is said, it is what comes later.
   */
  hide?(bias: Float32Array, seen: number): void;
}

/**
 * Keys and values of several sequences that are computed in one pass. Each began as a copy of one live path, which stays as
 * it is, and all are equally long. A place is the number of a sequence among those that are left.
 */
export interface KeyValueBatch<Block> {
  readonly size: number;
  /** Rows of each sequence. */
  readonly length: number;
  readonly bytes: number;
  /** Where a run's tokens stand, one of each sequence. */
  readonly places: TokenPlaces;
  /** Puts in what a run that appends one row to each sequence reads and writes. */
  bind(ports: Ports): void;
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
