import type { DialectName, LogRecord } from "../../dialect";
import type { GivenFile, LogMapping, LogProgress, RecordEntry, RecordFilter } from "../../opening";
import type { Judged, Trace } from "../../trace";
import type { ListOfRuns, OpenLog, TraceSummary } from "../ports";
import type { Imported, Reading } from "./document";

export const EVERY_RECORD: RecordFilter = {
  words: "",
  searched: "listed",
  system: null,
  sureness: null,
  judged: null,
  unjudgedBy: null,
  hinted: false,
  unread: false,
  several: false,
  steps: { least: 0, most: null },
  reward: null,
  rewardRange: { least: null, most: null },
  order: "place",
  reversed: false,
};

/** What was looked for in a list of runs and the row that a person is at: they go, and may come back. */
export interface ListPlace {
  readonly filter: RecordFilter;
  readonly at: number;
}

/** A log to choose from. */
export interface ListedLog extends ListPlace {
  readonly kind: "listed";
  readonly name: string;
  /** What it was opened of, to be read again with a mapping. */
  readonly files: readonly GivenFile[];
  readonly log: OpenLog;
  /** The system that its runs are opened as; null lets their own words say. */
  readonly readAs: DialectName | null;
}

/** The traces that this browser keeps, to choose from. */
export interface ListedTraces extends ListPlace {
  readonly kind: "kept";
  readonly runs: ListOfRuns;
  readonly count: number;
  /** The systems that they are of, or where else they came from; the most frequent first. */
  readonly systems: readonly { readonly system: string; readonly count: number }[];
  /** By the indices of the list. */
  readonly traces: readonly TraceSummary[];
}

/** Where the runs that are listed come from. */
export const RUN_SOURCES = ["log", "kept"] as const;
export type RunSource = (typeof RUN_SOURCES)[number];

/** A record of a log that is looked at and not opened: what would become of it. */
export interface Inspected {
  readonly log: OpenLog;
  readonly index: number;
  readonly record: LogRecord;
  readonly reading: Reading;
}

/** Runs of one problem that are looked at together, and the trace that they are branches of. */
export interface Rollouts {
  readonly trace: Trace;
  readonly imported: Imported;
  /** What the list says of each, in their order. */
  readonly entries: readonly RecordEntry[];
  /** Whether that trace is the open one. */
  readonly opened: boolean;
}

/** A log with values of no known form, or taken for what they are not, of whose fields a person may say which is what. */
export interface UnknownLog {
  readonly name: string;
  readonly files: readonly GivenFile[];
  /** Whether a mapping reads all of the log, also what has a known form. */
  readonly over: boolean;
  /** The first of the values, cut where they are long. */
  readonly values: readonly unknown[];
  /** Mappings that were kept and fit, the best first. */
  readonly offered: readonly LogMapping[];
}

/** A log on its way. */
export interface ReadingLog {
  readonly kind: "reading";
  readonly name: string;
  readonly progress: LogProgress | null;
  readonly cancel: () => void;
  /** The list that was shown before, which comes back where no other comes of this. */
  readonly before: ListedLog | null;
}

/**
 * The runs to choose from: those of the log that is open, and the traces that are kept. Nothing of a log is kept:
 * choosing a run makes a trace, and the list can be read again from the file.
 */
export interface LogsState {
  readonly current: ListedLog | ReadingLog | null;
  readonly kept: ListedTraces | null;
  /** Which of the two is listed. */
  readonly source: RunSource;
  /** What people said of runs since they were listed, by the names of the runs. */
  readonly judged: ReadonlyMap<string, Judged | null>;
  /** Logs whose list is gone and of which a trace is still open: its pictures may be in them. */
  readonly lingering: readonly OpenLog[];
  /** The record that the report is about; null where it is about the open trace. */
  readonly inspected: Inspected | null;
  readonly rollouts: Rollouts | null;
  /** The last log that held values of no known form. */
  readonly unknown: UnknownLog | null;
}

export const NO_LOGS: LogsState = {
  current: null,
  kept: null,
  source: "log",
  judged: new Map(),
  lingering: [],
  inspected: null,
  rollouts: null,
  unknown: null,
};

/** The list that a person is at; null while none is there. */
export function listedRuns({ current, kept, source }: LogsState): ListedLog | ListedTraces | null {
  if (source === "kept") return kept;
  return current?.kind === "listed" ? current : null;
}

/** The runs of a list. */
export const runsListed = (listed: ListedLog | ListedTraces): ListOfRuns =>
  listed.kind === "kept" ? listed.runs : listed.log;

/** The log that is read and has several runs to choose from. */
export const logToChooseFrom = ({ current }: LogsState): ListedLog | null =>
  current?.kind === "listed" && current.log.facts.records > 1 ? current : null;
