import type { BlockKeeper, Snapshot } from "../cache/treeNode";
import type { Ports } from "../ort/ports";
import type { Feeds } from "../ort/session";
import type { KeyValueBatch, TokenPlaces } from "./batch";

/** Some rows of a saved block. */
export interface BlockRows<Block> {
  readonly block: Block;
  /** First row wanted, counted inside the block. */
  readonly from: number;
  readonly count: number;
}

/**
 * The live keys and values of one path, and blocks saved from it. Row i belongs to position i.
 * `Block` is a copy of some rows of every layer and head.
 */
export interface KeyValueStore<Block> extends BlockKeeper<Block> {
  readonly isStatic: boolean;
  readonly length: number;
  readonly bytesPerRow: number;
  /** Bytes of one snapshot; 0 where the network keeps keys and values alone, which can be cut at any row. */
  readonly stateBytes: number;
  /** Memory that the live rows take, spare capacity included. */
  readonly liveBytes: number;
  /** A copy of the live rows [start, end). */
  save(start: number, end: number): Block;
  /** The keys of a block's first layer as they are kept. Absent where they are on a device. */
  firstKeys?(block: Block): Float32Array;
  /** The state at the live end. Throws where there is none to keep. */
  snapshot(): Snapshot;
  /**
   * Keeps the first `keep` live rows and puts saved ones after them. Where the network has a state, the one at the new end
   * comes from `snapshot`; nothing is needed for an empty path and for one that ends where it did.
   */
  rewind(keep: number, saved: readonly BlockRows<Block>[], snapshot?: Snapshot): void;
  /** Where the tokens of the next run stand. */
  readonly places: TokenPlaces;
  /** Puts in what a run that appends `count` rows reads and writes. */
  bind(ports: Ports, count: number): void;
  /** Takes the rows that such a run has appended. */
  accept(outputs: Feeds, count: number): void;
  /** Whether the sequences of a batch have the rows that they began with in memory once, and not once each. */
  readonly sharesRows: boolean;
  /** Copies of the live rows for sequences of at most `mostRows`. Absent where a state cannot be copied row by row. */
  openBatch?(size: number, mostRows: number): KeyValueBatch<Block>;
  dispose(): void;
}
