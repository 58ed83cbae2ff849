import type { Feeds, Fetches } from "../ort/session";
import type { MemoryBlock } from "./memoryBlock";
import type { BlockRows } from "./store";

/** The live rows of one path in ordinary memory, as some network takes them and gives them back. */
export interface MemoryRows {
  readonly length: number;
  /** Rows that there is memory for. */
  readonly capacity: number;
  /** The rows as they are, which stand until the next change. */
  block(): MemoryBlock;
  /** Keeps the first `keep` rows and puts saved ones after them. */
  rewind(keep: number, saved: readonly BlockRows<MemoryBlock>[]): void;
  bind(): { readonly feeds: Feeds; readonly fetches: Fetches };
  /** Takes the rows that a run has appended. */
  accept(outputs: Feeds, count: number): void;
  clear(): void;
}
