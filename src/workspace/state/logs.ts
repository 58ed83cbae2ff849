import type { LogRecord } from "../../dialect";
import type { GivenFile, LogMapping, LogProgress, RecordEntry, RecordFilter } from "../../opening";
import type { Trace } from "../../trace";
import type { OpenLog } from "../ports";
import type { Imported, Reading } from "./document";

export const EVERY_RECORD: RecordFilter = {
  words: "",
  system: null,
  sureness: null,
  judged: null,
  unread: false,
  several: false,
  steps: { least: 0, most: null },
  order: "place",
  reversed: false,
};

/** A log to choose from, with what was looked for in it and the row that a person was at: they may come back. */
export interface ListedLog {
  readonly kind: "listed";
  readonly name: string;
  /** What it was opened of, to be read again with a mapping. */
  readonly files: readonly GivenFile[];
  readonly log: OpenLog;
  readonly filter: RecordFilter;
  readonly at: number;
}

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
}

/**
 * The logs of other systems that are open. Nothing of them is kept: choosing a record makes a trace, and the list can be
 * read again from the file.
 */
export interface LogsState {
  readonly current: ListedLog | ReadingLog | null;
  /** Logs whose list is gone and of which a trace is still open: its pictures may be in them. */
  readonly lingering: readonly OpenLog[];
  /** The record that the report is about; null where it is about the open trace. */
  readonly inspected: Inspected | null;
  readonly rollouts: Rollouts | null;
  /** The last log that held values of no known form. */
  readonly unknown: UnknownLog | null;
}

export const NO_LOGS: LogsState = { current: null, lingering: [], inspected: null, rollouts: null, unknown: null };

/** The log that is read and has several runs to choose from. */
export const logToChooseFrom = ({ current }: LogsState): ListedLog | null =>
  current?.kind === "listed" && current.log.facts.records > 1 ? current : null;
