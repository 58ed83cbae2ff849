import { createTurns, type InTurn } from "../../base";
import type { RunPlace, RunStep } from "../../opening";
import { nameOfOpen } from "../logs/judged";
import { standAt } from "../logs/openLogs";
import { openRecordAt } from "../logs/openRecords";
import type { Failure } from "../ports";
import { type ListedLog, type ListedTraces, listedRuns, notify, raterHere, runsListed, type Workspace } from "../state";
import { listKept } from "./keptRuns";

/** Which run is sought from the open one. */
export type SoughtRun = RunStep["to"]["kind"];

const walks = new WeakMap<Workspace, { readonly inTurn: InTurn; count: number }>();

/** Whether a run is being gone to. */
export const isWalking = (workspace: Workspace): boolean => (walks.get(workspace)?.count ?? 0) > 0;

/**
 * Opens the next run of the list, or the one before; or the next one that is wrong or that one has not judged yet. Asked
 * again before that one is there, it goes on from it.
 */
export async function goToRun(workspace: Workspace, by: 1 | -1, sought: SoughtRun): Promise<Failure | null> {
  const walk = walks.get(workspace) ?? { inTurn: createTurns(), count: 0 };
  walks.set(workspace, walk);
  walk.count += 1;
  try {
    return await walk.inTurn(() => walkOn(workspace, by, sought));
  } finally {
    walk.count -= 1;
  }
}

async function walkOn(workspace: Workspace, by: 1 | -1, sought: SoughtRun): Promise<Failure | null> {
  if (!listedRuns(workspace.logs.getState()) && workspace.logs.getState().source === "kept") await listKept(workspace);
  const listed = listedRuns(workspace.logs.getState());
  const to = sought === "unjudged" ? ({ kind: sought, by: raterHere(workspace).id } as const) : { kind: sought };
  const next = listed && (await runsListed(listed).beside({ from: await openIndex(workspace, listed), by, to }));
  if (!listed || !next) {
    notify(workspace.view, { kind: "no-such-run", sought });
    return null;
  }
  standAt(workspace, next.at);
  return openListed(workspace, listed, next);
}

/** Opens a run of the list: one of a log as its own words say, or as the person says; a trace as it is kept. */
export async function openListed(
  workspace: Workspace,
  listed: ListedLog | ListedTraces,
  { index }: Pick<RunPlace, "index">,
): Promise<Failure | null> {
  if (listed.kind === "listed") return openRecordAt(workspace, listed.log, index, listed.readAs);
  const trace = listed.traces[index];
  const isOpen = trace && workspace.documents.store.getState().keptAs === trace.id;
  return trace && !isOpen ? workspace.documents.openKept(trace.id) : null;
}

/** Which of the list's runs is the open one; null where it is none of them. */
async function openIndex(workspace: Workspace, listed: ListedLog | ListedTraces): Promise<number | null> {
  const name = nameOfOpen(workspace);
  const place = name === null ? null : await runsListed(listed).placeOf(name);
  return place?.index ?? null;
}
