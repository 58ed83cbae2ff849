import type { LogRecord, Unread } from "../dialect";
import type {
  LogFacts,
  LogProgress,
  LogsGiven,
  RawFacts,
  RawOf,
  RawRow,
  RecordEntry,
  RecordFilter,
  RewardStatistics,
  RunJudged,
  RunPlace,
  RunStep,
  SearchProgress,
} from "../opening";

/** What the page asks of the worker that reads logs, and what it is answered. */
export interface LogCalls {
  open: { ask: LogsGiven; answer: LogFacts };
  samples: { ask: null; answer: readonly unknown[] };
  /** Null where another search began meanwhile. */
  find: { ask: RecordFilter; answer: number | null };
  /** Ends a search that is going on: what it found by then stays found. */
  stopFinding: { ask: null; answer: null };
  rewardStatistics: { ask: null; answer: RewardStatistics | null };
  rows: { ask: Range; answer: readonly RecordEntry[] };
  entries: { ask: readonly number[]; answer: readonly RecordEntry[] };
  runsOf: { ask: { readonly index: number; readonly most: number }; answer: readonly RecordEntry[] };
  placeOf: { ask: string; answer: { readonly index: number; readonly at: number | null } | null };
  beside: { ask: RunStep; answer: RunPlace | null };
  judge: { ask: readonly RunJudged[]; answer: null };
  countJudgedBy: { ask: string; answer: number };
  record: { ask: number; answer: LogRecord | null };
  recordSamples: { ask: null; answer: readonly unknown[] };
  /** The file of the first picture of a record. */
  pictureOf: { ask: number; answer: Blob | null };
  raw: { ask: { readonly of: RawOf; readonly findings: readonly Unread[] }; answer: RawFacts | null };
  rawRows: { ask: Range & { readonly of: RawOf }; answer: readonly RawRow[] };
  unread: { ask: Range; answer: readonly Unread[] };
  picture: { ask: string; answer: Blob | null };
}

interface Range {
  readonly from: number;
  readonly to: number;
}

export type LogCall = keyof LogCalls;

export type ToLogWorker = {
  [C in LogCall]: { readonly id: number; readonly call: C; readonly ask: LogCalls[C]["ask"] };
}[LogCall];

export type FromLogWorker =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly failed: string }
  | { readonly progress: LogProgress }
  /** How far the search that was asked for as call `searching` has come. */
  | { readonly searching: number; readonly found: SearchProgress };

/** One end of a wire: a worker, or a stand-in for it in tests. */
export interface LogWire {
  post(message: ToLogWorker): void;
  onMessage(listener: (message: FromLogWorker) => void): void;
  /** Told when the worker itself broke. */
  onBroken(listener: (reason: string) => void): void;
  close(): void;
}
