import type { DialectName } from "../../dialect";
import type { Failure, OpenLog } from "../ports";
import type { Inspected, Workspace } from "../state";
import { readRecord } from "./importing";
import { openRecordAt } from "./openRecords";
import { picturesOfLog } from "./pictures";
import { showRuns } from "./showRuns";

/**
 * Shows the report of a run in the list: what would become of it. Nothing is opened, and nothing kept. Of the run that is
 * open it is the report of the open trace: another reading that is taken there is one of that trace.
 */
export async function inspectRecord(
  workspace: Workspace,
  log: OpenLog,
  index: number,
  system: DialectName | null,
): Promise<Failure | null> {
  if (isOpenAs(workspace, log, index, system)) {
    showReport(workspace);
    return null;
  }
  const record = await log.record(index);
  if (!record) return { code: "log-unreadable", message: String(index) };
  const { reading } = await readRecord(workspace.edges, record, system, await picturesOfLog(log));
  workspace.logs.setState({ inspected: { log, index, record, reading } });
  workspace.view.setState({ dialog: "report", failure: null });
  return null;
}

function isOpenAs({ documents }: Workspace, log: OpenLog, index: number, system: DialectName | null): boolean {
  const { imported } = documents.store.getState();
  if (imported?.log !== log || imported.indices.length !== 1 || imported.indices[0] !== index) return false;
  return system === null || imported.readings.some((reading) => reading.system === system);
}

/** Shows the report of the open trace. */
export function showReport({ logs, view }: Workspace): void {
  logs.setState({ inspected: null });
  view.setState({ dialog: "report" });
}

/** Back from what was looked at to the list that it was looked at from. */
export function backToList(workspace: Workspace): void {
  workspace.logs.setState({ inspected: null, rollouts: null });
  workspace.view.setState({ dialog: null, runsWanted: true });
  showRuns(workspace);
}

export async function openInspected(workspace: Workspace, { log, index, reading }: Inspected): Promise<Failure | null> {
  const failure = await openRecordAt(workspace, log, index, reading.system);
  if (failure === null) {
    workspace.logs.setState({ inspected: null });
    workspace.view.setState({ dialog: null });
  }
  return failure;
}
