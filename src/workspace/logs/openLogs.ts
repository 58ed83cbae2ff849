import type { Unread } from "../../opening";
import type { Desk } from "../state/workspace";
import type { Failure, GivenFile, LogProgress, OpenLog } from "../ports/ports";
import { EVERY_RECORD, logDialog } from "../state/logs";
import { openRecordAt } from "./openRecords";

/** A log that is read sooner than this shows no dialog for it. */
const SHOW_AFTER_MILLIS = 400;

/** Opens other systems' logs: their only run at once, else the list to choose from. */
export async function openLogs(desk: Desk, files: readonly GivenFile[], name: string): Promise<Failure | null> {
  closeLog(desk);
  const stop = new AbortController();
  const unwatch = watchReading(desk, name, stop);
  const onProgress = (progress: LogProgress): void => {
    const reading = logDialog.getState();
    if (reading?.kind === "reading") logDialog.setState({ ...reading, progress });
  };
  const opened = await desk.services.logs.open(files, { onProgress, signal: stop.signal });
  unwatch();
  if (!opened.ok) {
    leave(desk);
    return stop.signal.aborted ? null : opened.error;
  }
  const log = opened.value;
  if (log.facts.records === 0) {
    leave(desk);
    const detail = whatWasUnread(await log.unread(0, 20));
    log.close();
    return { code: "nothing-understood", message: name, detail };
  }
  logDialog.setState({ kind: "open", name, log, filter: EVERY_RECORD, at: 0 }, true);
  if (log.facts.records === 1) {
    if (desk.view.getState().dialog === "records") desk.view.setState({ dialog: null });
    return openRecordAt(desk, log, 0, null);
  }
  desk.view.setState({ dialog: "records", failure: null });
  return null;
}

/** Shows that a log is being read once that takes long; to close the dialog is to cancel. */
function watchReading(desk: Desk, name: string, stop: AbortController): () => void {
  const cancel = (): void => stop.abort();
  logDialog.setState({ kind: "reading", name, progress: null, cancel }, true);
  let shown = false;
  const timer = setTimeout(() => {
    shown = true;
    desk.view.setState({ dialog: "records", failure: null });
  }, SHOW_AFTER_MILLIS);
  const unsubscribe = desk.view.subscribe(({ dialog }) => {
    if (shown && dialog !== "records") cancel();
  });
  return () => {
    clearTimeout(timer);
    unsubscribe();
  };
}

function leave(desk: Desk): void {
  logDialog.setState(null, true);
  if (desk.view.getState().dialog === "records") desk.view.setState({ dialog: null });
}

/** Logs whose list is gone and of which a trace is still open: its pictures may be in them. */
const lingering = new Set<OpenLog>();

/** Lets the logs before go, but for the one that the open trace is from. */
function closeLog(desk: Desk): void {
  const before = logDialog.getState();
  if (before?.kind === "reading") before.cancel();
  if (before?.kind === "open") lingering.add(before.log);
  const inUse = desk.documents.store.getState().imported?.log;
  for (const log of lingering) {
    if (log === inUse) continue;
    log.close();
    lingering.delete(log);
  }
}

export const whatWasUnread = (unread: readonly Unread[]): string =>
  unread.map(({ place, code, excerpt }) => `${place}: ${code} ${excerpt.slice(0, 80)}`.trimEnd()).join("\n");
