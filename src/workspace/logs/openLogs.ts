import type { Unread } from "../../dialect";
import type { GivenFile, LogMapping, LogProgress, RecordFilter } from "../../opening";
import type { Failure, OpenLog } from "../ports";
import type { Workspace } from "../state";
import { EVERY_RECORD, type ListedLog, type ListPlace, type ReadingLog } from "../state";
import { toldOfRuns } from "./judged";
import { rememberKept, rememberLog } from "./lastLog";
import { connect, openRecordAt } from "./openRecords";
import { showRuns } from "./showRuns";
import { unknownOf } from "./unknown";

/** A log that is read sooner than this is not told of before it is there. */
const SHOW_AFTER_MILLIS = 400;

/** How a log is opened: read by a mapping, also where its form is known, and from where in its list. */
export interface OpenOptions {
  readonly mapping?: LogMapping | null;
  readonly over?: boolean;
  readonly place?: ListPlace;
}

const FROM_THE_BEGINNING: ListPlace = { filter: EVERY_RECORD, at: 0 };

/** Opens other systems' logs at their first run; several are listed beside it to choose from. Where it fails, the list stays. */
export async function openLogs(
  workspace: Workspace,
  files: readonly GivenFile[],
  name: string,
  { mapping = null, over = false, place = FROM_THE_BEGINNING }: OpenOptions = {},
): Promise<Failure | null> {
  workspace.logs.setState({ unknown: null });
  const stop = new AbortController();
  const reading = tellOfReading(workspace, name, stop);
  const opened = await workspace.edges.logs.open(files, {
    onProgress: reading.onProgress,
    signal: stop.signal,
    mapping,
    over,
  });
  const isList = opened.ok && opened.value.facts.records > 1;
  reading.end(isList);
  if (!opened.ok) {
    reading.giveBack();
    return stop.signal.aborted ? null : opened.error;
  }
  const log = opened.value;
  if (log.facts.records === 0) {
    const detail = whatWasUnread(await log.unread(0, 20));
    reading.giveBack();
    workspace.logs.setState({ unknown: await unknownOf(workspace, log, files, name) });
    log.close();
    return { code: "nothing-understood", message: name, detail };
  }
  await log.judge(await toldOfRuns(workspace.edges));
  const failure = await openFirstRun(workspace, log, place);
  letGo(workspace, reading.before);
  const listed: ListedLog = { kind: "listed", name, files, log, readAs: null, ...place };
  workspace.logs.setState({ current: listed, source: "log", judged: new Map() });
  closeUnused(workspace);
  if (!isList) return failure;
  await rememberLog(workspace, listed);
  // That one run cannot be opened takes nothing from the others.
  workspace.view.setState({ failure });
  showRuns(workspace);
  return null;
}

/**
 * A log is open at its first run: what was open before would stand beside the list as if it were of it. Where a run of the
 * log is open, or the list is gone on with after a reload, what is open stays.
 */
async function openFirstRun(workspace: Workspace, log: OpenLog, place: ListPlace): Promise<Failure | null> {
  const stays = log.facts.records > 1 && ((await tieOpen(workspace, log)) || place !== FROM_THE_BEGINNING);
  return stays ? null : openRecordAt(workspace, log, 0, null);
}

/**
 * Says in the list how far the reading is, once it takes long; there it can be cancelled. Where no list comes of it, what
 * was shown before is shown again.
 */
function tellOfReading(workspace: Workspace, name: string, stop: AbortController) {
  const { logs } = workspace;
  const cancel = (): void => stop.abort();
  const { current: shown } = logs.getState();
  // What was still being read is given up for this.
  if (shown?.kind === "reading") shown.cancel();
  const before = shown?.kind === "reading" ? shown.before : shown;
  logs.setState({ current: { kind: "reading", name, progress: null, cancel, before } });
  const { leftTab, treeOpen, sheet } = workspace.view.getState();
  let isShown = false;
  const isOwn = (current: ListedLog | ReadingLog | null): current is ReadingLog =>
    current?.kind === "reading" && current.cancel === cancel;
  const timer = setTimeout(() => {
    isShown = true;
    showRuns(workspace, "log");
  }, SHOW_AFTER_MILLIS);
  return {
    onProgress(progress: LogProgress): void {
      const { current } = logs.getState();
      if (isOwn(current)) logs.setState({ current: { ...current, progress } });
    },
    end(isList: boolean): void {
      clearTimeout(timer);
      if (isShown && !isList) workspace.view.setState({ leftTab, treeOpen, sheet });
    },
    /** Shows the list again that was there before, unless something else is shown by now. */
    giveBack(): void {
      if (isOwn(logs.getState().current)) logs.setState({ current: before });
    },
    before,
  };
}

/**
 * Whether the run that is open is one of the log's: it is known by its name. After a reload its report and its pictures are
 * to be had again.
 */
async function tieOpen(workspace: Workspace, log: OpenLog): Promise<boolean> {
  const { run, imported } = workspace.documents.store.getState();
  const place = run === null ? null : await log.placeOf(run);
  if (place && !imported) await connect(workspace, { log, indices: [place.index], system: null });
  return place !== null;
}

/** A log that is listed no more. */
const letGo = ({ logs }: Workspace, listed: ListedLog | null): void =>
  logs.setState(({ lingering }) => ({ lingering: listed ? [...lingering, listed.log] : lingering }));

/** Lets the logs go that are listed no more, but for the one that the open trace is from. */
function closeUnused({ logs, documents }: Workspace): void {
  const inUse = documents.store.getState().imported?.log;
  const { lingering } = logs.getState();
  for (const log of lingering) if (log !== inUse) log.close();
  logs.setState({ lingering: lingering.filter((log) => log === inUse) });
}

/** Another filter is looked through from its beginning. */
export const lookFor = (workspace: Workspace, filter: RecordFilter): void => change(workspace, { filter, at: 0 });

/** The person is at another row of the list. */
export const standAt = (workspace: Workspace, at: number): void => change(workspace, { at });

/** Changes the place in the list that is shown, and remembers it. */
function change(workspace: Workspace, place: Partial<ListPlace>): void {
  const { current, kept, source } = workspace.logs.getState();
  if (source === "kept") {
    if (!kept) return;
    const listed = { ...kept, ...place };
    workspace.logs.setState({ kept: listed });
    void rememberKept(workspace, listed);
  } else if (current?.kind === "listed") {
    const listed = { ...current, ...place };
    workspace.logs.setState({ current: listed });
    void rememberLog(workspace, listed);
  }
}

export const whatWasUnread = (unread: readonly Unread[]): string =>
  unread.map(({ place, code, excerpt }) => `${place}: ${code} ${excerpt.slice(0, 80)}`.trimEnd()).join("\n");
