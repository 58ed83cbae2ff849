import { createStore, type StoreApi } from "zustand/vanilla";
import type { RecordFilter } from "../../opening";
import type { LogProgress, OpenLog } from "../ports/ports";

export const EVERY_RECORD: RecordFilter = {
  words: "",
  system: null,
  judged: null,
  unread: false,
  steps: { least: 0, most: null },
};

/** A log to choose from, with what was looked for in it and the row that a person was at: they may come back. */
export interface LogOnOffer {
  readonly kind: "open";
  readonly name: string;
  readonly log: OpenLog;
  readonly filter: RecordFilter;
  readonly at: number;
}

/** The log from which a person chooses, or that is being read. */
export type LogDialog =
  | {
      readonly kind: "reading";
      readonly name: string;
      readonly progress: LogProgress | null;
      readonly cancel: () => void;
    }
  | LogOnOffer;

/** Nothing of it is kept: choosing a record makes a trace, and the list can be read again from the file. */
export const logDialog: StoreApi<LogDialog | null> = createStore<LogDialog | null>(() => null);

/** The log that is read and has several runs to choose from. */
export const logOnOffer = (dialog: LogDialog | null): LogOnOffer | null =>
  dialog?.kind === "open" && dialog.log.facts.records > 1 ? dialog : null;

/** Another filter is looked through from its beginning. */
export const lookFor = (filter: RecordFilter): void => onOffer({ filter, at: 0 });

/** The person is at another row of the list. */
export const standAt = (at: number): void => onOffer({ at });

function onOffer(change: Partial<LogOnOffer>): void {
  const dialog = logDialog.getState();
  if (dialog?.kind === "open") logDialog.setState({ ...dialog, ...change });
}
