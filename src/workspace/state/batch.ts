import type { BatchResults, Trial } from "../../evaluation";

/** The batch of gym problems: it lives as long as the workspace does, and goes on while its dialog is closed. */
export interface BatchState extends BatchResults {
  readonly total: number;
  readonly done: number;
  /** What was left to make when it was stopped; forgotten where the page is left. */
  readonly rest: readonly Trial[];
  /** What stops it; null where none runs. */
  readonly stop: AbortController | null;
}

export const NO_BATCH: BatchState = { total: 0, done: 0, rest: [], results: [], failures: [], stop: null };
