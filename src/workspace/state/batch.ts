import type { BatchResults } from "../../evaluation";

/** The batch of gym problems: it lives as long as the workspace does, and goes on while its dialog is closed. */
export interface BatchState extends BatchResults {
  readonly total: number;
  readonly done: number;
  /** What stops it; null where none runs. */
  readonly stop: AbortController | null;
}

export const NO_BATCH: BatchState = { total: 0, done: 0, results: [], failures: [], stop: null };
