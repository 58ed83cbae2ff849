import type { Result } from "../../base";
import type { LogRecord, Unread } from "../../dialect";
import type {
  GivenFile,
  ListedRun,
  LogFacts,
  LogMapping,
  LogProgress,
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
} from "../../opening";
import type { Failure } from "./failure";

/** A list of runs that is searched and walked through, wherever it is kept. */
export interface ListOfRuns {
  /**
   * How many records fit; `rows` are then of these, in their order. Where their text is searched `onFound` is told of
   * those that were found so far, which are rows by then. Null where another search began meanwhile.
   */
  find(filter: RecordFilter, onFound?: (found: SearchProgress) => void): Promise<number | null>;
  /** Ends the search that is going on; what it found stays. */
  stopFinding(): Promise<void>;
  /** Which record a run is, by its name, and in which row it was found; null where the log has none of that name. */
  placeOf(run: string): Promise<{ readonly index: number; readonly at: number | null } | null>;
  beside(step: RunStep): Promise<RunPlace | null>;
  /** Takes in what people said of runs, to be sought and sorted by. */
  judge(told: readonly RunJudged[]): Promise<void>;
  /** How many of what was found a rater has said something of. */
  countJudgedBy(rater: string): Promise<number>;
  /** What the scores of what was found come to; null where its runs are not scored. */
  rewardStatistics(): Promise<RewardStatistics | null>;
  rows(from: number, to: number): Promise<readonly ListedRun[]>;
  /** The entries of these records, in their order. */
  entries(indices: readonly number[]): Promise<readonly ListedRun[]>;
}

/** Other systems' logs that are open away from the page: what is asked for is read again from the files. */
export interface OpenLog extends ListOfRuns {
  readonly facts: LogFacts;
  /** The first values of no known form, cut where they are long. */
  samples(): Promise<readonly unknown[]>;
  /** The first values that records were made of, cut where they are long. */
  recordSamples(): Promise<readonly unknown[]>;
  rows(from: number, to: number): Promise<readonly RecordEntry[]>;
  entries(indices: readonly number[]): Promise<readonly RecordEntry[]>;
  /** The entries of the runs of one problem, of which this record is one; at most so many. */
  runsOf(index: number, most: number): Promise<readonly RecordEntry[]>;
  record(index: number): Promise<LogRecord | null>;
  /** The file of the first picture of a record, where that is to be had. */
  pictureOf(index: number): Promise<Blob | null>;
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
