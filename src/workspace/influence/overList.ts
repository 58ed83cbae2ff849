import { type Finding, type FindingKind, stepsToAsk } from "../../influence";
import { gymNameOf } from "../documents";
import { goOnWithList, pauseList } from "../queue/listWork";
import { openListed } from "../queue/walk";
import {
  type AskedRow,
  type AskingList,
  type ListedLog,
  type ListedTraces,
  runsListed,
  showBreakpoints,
  type Workspace,
} from "../state";
import { startAsking, stopAsking } from "./asking";
import { subjectOf } from "./subject";

// A question is asked about every run of a list in the document that the run is, so that what is found lies with it, with
// its receipt, as if a person had asked there.

/** Begins with these runs of a list, by their indices; those that were asked about before are no longer listed. */
export async function startAskingList(
  workspace: Workspace,
  kind: FindingKind,
  listed: ListedLog | ListedTraces,
  indices: readonly number[],
): Promise<void> {
  if (workspace.askingList.getState()?.going) return;
  const entries = await runsListed(listed).entries(indices);
  const rows = entries.map(
    ({ index, title }): AskedRow => ({ index, title, family: null, findings: null, failed: null }),
  );
  workspace.askingList.setState({ kind, listed, rows, going: null }, true);
  await goOnAskingList(workspace);
}

export const goOnAskingList = (workspace: Workspace): Promise<void> =>
  goOnWithList<AskedRow, AskingList>(
    workspace.askingList,
    ({ findings, failed }) => findings === null && failed === null,
    (row, signal) => askRow(workspace, row, signal),
  );

/** Stops the question in flight, which is asked anew when it goes on. */
export function pauseAskingList(workspace: Workspace): void {
  pauseList<AskedRow, AskingList>(workspace.askingList);
  stopAsking(workspace);
}

/** Puts the table away; what was found stays with its traces. */
export function endAskingList(workspace: Workspace): void {
  pauseAskingList(workspace);
  workspace.askingList.setState(null, true);
}

/** Shows a run at the step that a finding is about, with the question and what made its figures. */
export async function showAsked(workspace: Workspace, { index }: AskedRow, finding: Finding | null): Promise<void> {
  const listed = workspace.askingList.getState()?.listed;
  if (!listed) return;
  const failure = await openListed(workspace, listed, { index });
  if (failure) return workspace.view.setState({ failure });
  const isThere = finding && workspace.session.store.getState().log?.trace.steps.has(finding.step);
  if (!finding || !isThere) return;
  workspace.session.goTo(finding.step);
  if (finding.kind === "curve") showBreakpoints(workspace.view);
  else workspace.view.setState({ dialog: "influence" });
}

/** Null where it was stopped, the model could not be had, or a person went to another document: then it waits. */
async function askRow(
  workspace: Workspace,
  { index }: AskedRow,
  signal: AbortSignal,
): Promise<Partial<AskedRow> | null> {
  const { session, influence, askingList } = workspace;
  const work = askingList.getState();
  if (!work) return null;
  const { kind, listed } = work;
  const opening = await openListed(workspace, listed, { index });
  if (opening) return { failed: opening.code };
  const trace = session.store.getState().log?.trace;
  const family = (trace && gymNameOf(trace)?.family) ?? null;
  const subject = subjectOf(workspace);
  if (!subject) return { family, failed: "no-answer" };
  const findings: Finding[] = [];
  let failed: string | null = null;
  for (const step of stepsToAsk(kind, subject.line)) {
    if (signal.aborted) return null;
    session.goTo(step);
    const before = new Set(influence.getState().findings);
    await startAsking(workspace, kind);
    if (signal.aborted || session.store.getState().log?.trace.id !== subject.line.trace.id) return null;
    const { refused, findings: kept } = influence.getState();
    const found = kept.find((finding) => finding.kind === kind && !before.has(finding));
    if (found) findings.push(found);
    else if (refused[kind]) failed ??= refused[kind];
    else return null;
  }
  // A line without an action that could be asked about is told as such.
  return findings.length > 0 ? { family, findings } : { family, failed: failed ?? "nothing-to-ask" };
}
