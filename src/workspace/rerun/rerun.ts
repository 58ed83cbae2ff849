import { lineView } from "../../session";
import { type Outcome, outcomeOf, type StepId } from "../../trace";
import { judgeOf } from "../documents";
import { goOnWithList, pauseList } from "../queue/listWork";
import { openListed } from "../queue/walk";
import { runFromHere, stopRun } from "../runs/run";
import { type ListedLog, type ListedTraces, type Rerunning, type RerunRow, runsListed, type Workspace } from "../state";

// Runs of a list are run again in the document that each of them is, from its problem on: what the model says now is a
// branch beside what was said before. The screen goes along, so that a person sees what is done, and may end it there.

/** Begins with these runs of a list, by their indices; those that were run again before are no longer listed. */
export async function startRerun(
  workspace: Workspace,
  listed: ListedLog | ListedTraces,
  indices: readonly number[],
): Promise<void> {
  if (workspace.rerun.getState()?.going) return;
  const entries = await runsListed(listed).entries(indices);
  const rows = entries.map(
    ({ index, place, title, reference, answer, right }): RerunRow => ({
      index,
      place,
      title,
      truth: reference,
      before: { answer, right },
      after: null,
      leaf: null,
      failed: null,
    }),
  );
  workspace.rerun.setState({ listed, rows, going: null }, true);
  await goOnRerun(workspace);
}

/** Goes on with those that wait, until all are done, a person pauses, or the model or its document is gone. */
export const goOnRerun = (workspace: Workspace): Promise<void> =>
  goOnWithList<RerunRow, Rerunning>(
    workspace.rerun,
    ({ after, failed }) => after === null && failed === null,
    ({ index }) => rerunOne(workspace, index),
  );

/** Stops the run in flight, which is begun anew when it goes on. */
export function pauseRerun(workspace: Workspace): void {
  pauseList<RerunRow, Rerunning>(workspace.rerun);
  stopRun(workspace);
}

/** Puts the results away; the branches stay. */
export function endRerun(workspace: Workspace): void {
  pauseRerun(workspace);
  workspace.rerun.setState(null, true);
}

/** Shows the new branch of a run, or the run as it was where there is none. */
export async function showRerun(workspace: Workspace, { index, leaf }: RerunRow): Promise<void> {
  const listed = workspace.rerun.getState()?.listed;
  if (!listed) return;
  const failure = await openListed(workspace, listed, { index });
  if (failure) workspace.view.setState({ failure });
  else if (leaf && workspace.session.store.getState().log?.trace.steps.has(leaf)) workspace.session.goTo(leaf);
}

type Result = Pick<RerunRow, "after" | "leaf" | "failed">;

/** Null where it was stopped, or where a person went to another document: then it waits to be run. */
async function rerunOne(workspace: Workspace, index: number): Promise<Result | null> {
  const listed = workspace.rerun.getState()?.listed;
  if (!listed) return null;
  const { session, view } = workspace;
  const opening = await openListed(workspace, listed, { index });
  if (opening) return { after: null, leaf: null, failed: opening.code };
  const opened = session.store.getState();
  const root = opened.log && lineView(opened.log.trace, opened.place).line[0];
  if (!root) return null;
  session.goTo(root.id);
  // The run comes in the sheet of a phone; what is done with the list is looked at in another.
  const { sheet } = view.getState();
  await runFromHere(workspace);
  view.setState({ sheet });
  const { log, place, run } = session.store.getState();
  if (log?.trace.id !== opened.log?.trace.id || run.kind !== "idle") return null;
  if (run.outcome?.kind === "failed") return { after: null, leaf: null, failed: run.outcome.code };
  // Nothing came of it where the model could not be had, or was stopped.
  if (!run.outcome || run.outcome.kind === "stopped" || !place.step || place.step === root.id) return null;
  return { ...(await endOf(workspace, place.step)), failed: null };
}

async function endOf({ session }: Workspace, leaf: StepId): Promise<Pick<RerunRow, "after" | "leaf">> {
  const trace = session.store.getState().log?.trace;
  const body = trace?.steps.get(leaf)?.body;
  if (!trace || !body) return { after: null, leaf: null };
  const answer = body.kind === "answer" ? body.text.trim() : "";
  const judged = (await judgeOf(trace).catch(() => null))?.(answer);
  const { right }: Outcome = outcomeOf(trace, leaf);
  return { after: { answer, right: answer === "" ? null : (judged?.isRight ?? right) }, leaf };
}
