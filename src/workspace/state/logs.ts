import type { LogProgress, RecordFilter } from "../../opening";
import type { OpenLog } from "../ports";

export const EVERY_RECORD: RecordFilter = {
  words: "",
  system: null,
  sureness: null,
  judged: null,
  unread: false,
  steps: { least: 0, most: null },
  order: "place",
  reversed: false,
};

/** A log to choose from, with what was looked for in it and the row that a person was at: they may come back. */
export interface ListedLog {
  readonly kind: "listed";
  readonly name: string;
  readonly log: OpenLog;
  readonly filter: RecordFilter;
  readonly at: number;
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
}

export const NO_LOGS: LogsState = { current: null, lingering: [] };

/** The log that is read and has several runs to choose from. */
export const logToChooseFrom = ({ current }: LogsState): ListedLog | null =>
  current?.kind === "listed" && current.log.facts.records > 1 ? current : null;
