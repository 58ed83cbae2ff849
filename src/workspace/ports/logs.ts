import type { Result } from "../../base";
import type { LogRecord, Unread } from "../../dialect";
import type {
  GivenFile,
  LogFacts,
  LogMapping,
  LogProgress,
  RawFacts,
  RawOf,
  RawRow,
  RecordEntry,
  RecordFilter,
} from "../../opening";
import type { Failure } from "./failure";

/** Other systems' logs that are open away from the page: what is asked for is read again from the files. */
export interface OpenLog {
  readonly facts: LogFacts;
  /** The first values of no known form, cut where they are long. */
  samples(): Promise<readonly unknown[]>;
  /** The first values that records were made of, cut where they are long. */
  recordSamples(): Promise<readonly unknown[]>;
  /** How many records fit; `rows` are then of these, in their order. */
  find(filter: RecordFilter): Promise<number>;
  rows(from: number, to: number): Promise<readonly RecordEntry[]>;
  /** The entries of these records, in their order. */
  entries(indices: readonly number[]): Promise<readonly RecordEntry[]>;
  /** The entries of the runs of one problem, of which this record is one; at most so many. */
  runsOf(index: number, most: number): Promise<readonly RecordEntry[]>;
  record(index: number): Promise<LogRecord | null>;
  /** The raw text of a record or of a piece not understood, laid out in rows, and where in it these findings stand; null where it cannot be read. */
  raw(of: RawOf, findings: readonly Unread[]): Promise<RawFacts | null>;
  rawRows(of: RawOf, from: number, to: number): Promise<readonly RawRow[]>;
  unread(from: number, to: number): Promise<readonly Unread[]>;
  picture(path: string): Promise<Blob | null>;
  close(): void;
}

export interface Logs {
  /** Lists the records of logs, zips and folders; pictures among the files are kept for the records that name them. */
  open(
    files: readonly GivenFile[],
    options: {
      onProgress(progress: LogProgress): void;
      signal: AbortSignal;
      mapping?: LogMapping | null;
      /** Whether the mapping also reads what has a known form. */
      over?: boolean;
    },
  ): Promise<Result<OpenLog, Failure>>;
}
