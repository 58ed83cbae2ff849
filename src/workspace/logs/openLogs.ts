import type { Unread } from "../../dialect";
import type { GivenFile, LogMapping, LogProgress, RecordFilter } from "../../opening";
import type { Failure } from "../ports";
import type { Workspace } from "../state";
import { EVERY_RECORD, type ListedLog } from "../state";
import { openRecordAt } from "./openRecords";
import { unknownOf } from "./unknown";

/** A log that is read sooner than this shows no dialog for it. */
const SHOW_AFTER_MILLIS = 400;

/** Opens other systems' logs: their only run at once, else the list to choose from. */
export async function openLogs(
  workspace: Workspace,
  files: readonly GivenFile[],
  name: string,
  { mapping = null, over = false }: { mapping?: LogMapping | null; over?: boolean } = {},
): Promise<Failure | null> {
  closeLog(workspace);
  workspace.logs.setState({ unknown: null });
  const stop = new AbortController();
  const unwatch = watchReading(workspace, name, stop);
  const onProgress = (progress: LogProgress): void => {
    const { current } = workspace.logs.getState();
    if (current?.kind === "reading") workspace.logs.setState({ current: { ...current, progress } });
  };
  const opened = await workspace.edges.logs.open(files, { onProgress, signal: stop.signal, mapping, over });
  unwatch();
  if (!opened.ok) {
    leave(workspace);
    return stop.signal.aborted ? null : opened.error;
  }
  const log = opened.value;
  if (log.facts.records === 0) {
    leave(workspace);
    const detail = whatWasUnread(await log.unread(0, 20));
    workspace.logs.setState({ unknown: await unknownOf(workspace, log, files, name) });
    log.close();
    return { code: "nothing-understood", message: name, detail };
  }
  workspace.logs.setState({ current: { kind: "listed", name, files, log, filter: EVERY_RECORD, at: 0 } });
  if (log.facts.records === 1) {
    if (workspace.view.getState().dialog === "records") workspace.view.setState({ dialog: null });
    return openRecordAt(workspace, log, 0, null);
  }
  workspace.view.setState({ dialog: "records", failure: null });
  return null;
}

/** Shows that a log is being read once that takes long; to close the dialog is to cancel. */
function watchReading(workspace: Workspace, name: string, stop: AbortController): () => void {
  const cancel = (): void => stop.abort();
  workspace.logs.setState({ current: { kind: "reading", name, progress: null, cancel } });
  let shown = false;
  const timer = setTimeout(() => {
    shown = true;
    workspace.view.setState({ dialog: "records", failure: null });
  }, SHOW_AFTER_MILLIS);
  const unsubscribe = workspace.view.subscribe(({ dialog }) => {
    if (shown && dialog !== "records") cancel();
  });
  return () => {
    clearTimeout(timer);
    unsubscribe();
  };
}

function leave(workspace: Workspace): void {
  workspace.logs.setState({ current: null });
  if (workspace.view.getState().dialog === "records") workspace.view.setState({ dialog: null });
}

/** Lets the logs before go, but for the one that the open trace is from. */
function closeLog({ logs, documents }: Workspace): void {
  const { current, lingering } = logs.getState();
  if (current?.kind === "reading") current.cancel();
  const open = current?.kind === "listed" ? [...lingering, current.log] : lingering;
  const inUse = documents.store.getState().imported?.log;
  for (const log of open) if (log !== inUse) log.close();
  logs.setState({ current: null, lingering: open.filter((log) => log === inUse) });
}

/** Another filter is looked through from its beginning. */
export const lookFor = ({ logs }: Workspace, filter: RecordFilter): void => changeListed(logs, { filter, at: 0 });

/** The person is at another row of the list. */
export const standAt = ({ logs }: Workspace, at: number): void => changeListed(logs, { at });

function changeListed(logs: Workspace["logs"], change: Partial<Pick<ListedLog, "filter" | "at">>): void {
  const { current } = logs.getState();
  if (current?.kind === "listed") logs.setState({ current: { ...current, ...change } });
}

export const whatWasUnread = (unread: readonly Unread[]): string =>
  unread.map(({ place, code, excerpt }) => `${place}: ${code} ${excerpt.slice(0, 80)}`.trimEnd()).join("\n");
