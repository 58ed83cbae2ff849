import type { Failure, OpenLog } from "../ports";
import type { Imported, Rollouts, Workspace } from "../state";
import { readRecords } from "./importing";
import { recordsAt } from "./openRecords";
import { picturesOfLog } from "./pictures";
import { connectRecords, keptTraceOf, nameOfRecords, openTraceOfRun } from "./reopening";

/** So many runs of one problem are laid over each other; beyond that nobody can tell them apart. */
export const MOST_ROLLOUTS = 64;

/** Shows the runs of one problem, each with its score, and all their boxes on one picture. Nothing is kept yet. */
export async function showRollouts(workspace: Workspace, log: OpenLog, index: number): Promise<Failure | null> {
  const entries = await log.runsOf(index, MOST_ROLLOUTS);
  const indices = entries.map(({ index }) => index);
  const records = await recordsAt(log, indices);
  if ("code" in records) return records;
  const pictures = await picturesOfLog(log);
  const { trace, reading } = await readRecords(workspace.edges, records, null, pictures);
  const imported: Imported = { records, indices, pictures, log, readings: [reading] };
  workspace.logs.setState({ rollouts: { trace, imported, entries, opened: false } });
  workspace.view.setState({ dialog: "rollouts", failure: null });
  return null;
}

/** Shows the runs that are open as branches of one trace, laid over each other. */
export async function showOpenRollouts(workspace: Workspace): Promise<void> {
  const { imported } = workspace.documents.store.getState();
  const trace = workspace.session.store.getState().log?.trace;
  if (!imported || !trace) return;
  const entries = await imported.log.entries(imported.indices);
  workspace.logs.setState({ rollouts: { trace, imported, entries, opened: true } });
  workspace.view.setState({ dialog: "rollouts", failure: null });
}

/** Opens the runs that are looked at as one trace, a branch for each. */
export async function openRollouts(workspace: Workspace, { trace, imported }: Rollouts): Promise<null> {
  const run = await nameOfRecords(imported.log, imported.indices);
  const kept = await keptTraceOf(workspace.edges, run);
  if (kept === null) await workspace.documents.openImported(trace, imported, run);
  else if ((await openTraceOfRun(workspace, kept)) === null) await connectRecords(workspace, imported);
  workspace.logs.setState({ rollouts: null });
  workspace.view.setState({ dialog: null });
  return null;
}
