import { lineView } from "../../session";
import type { StepId } from "../../trace";
import type { Workspace } from "../../workspace";
import { toggleFold } from "../../workspace/commands";
import { removeBranch, star } from "../../workspace/editing";
import { toggled } from "../../workspace/state";
import { NO_ROWS, parentRow, type Row, type TreeRows, treeRows } from "./rows";

/** The tree as it is now: keys may come faster than it is rendered. */
function treeNow({ session, view }: Workspace): TreeRows {
  const { log, place } = session.store.getState();
  return log ? treeRows(log.trace, place, view.getState()) : NO_ROWS;
}

/** What a key does in the tree (the APG's pattern for trees); false where the tree has no use for it. */
export function pressTreeKey(workspace: Workspace, key: string): boolean {
  const { rows, selected } = treeNow(workspace);
  const row = rows[selected];
  if (!row) return false;
  const move = moveFor(key, rows, selected);
  if (move !== null) {
    const target = rows[Math.min(Math.max(move, 0), rows.length - 1)];
    if (target) goThrough(workspace, rows, target.step.id);
    return true;
  }
  return changeFor(workspace, row, key);
}

/** Goes to the step of a row. */
export const goToRow = (workspace: Workspace, step: StepId): void =>
  goThrough(workspace, treeNow(workspace).rows, step);

/** The branches that show their steps go on doing so: a row that folded above another would take that from under the pointer. */
function goThrough({ session, view }: Workspace, rows: readonly Row[], step: StepId): void {
  const { unfolded } = view.getState();
  const open = rows.filter((row) => isOpenBranch(row)).map((row) => row.step.id);
  view.setState({ unfolded: new Set([...unfolded, ...open]) });
  session.goTo(step);
}

const isOpenBranch = ({ siblingCount, isBranch, folded }: Row): boolean => siblingCount > 1 && !isBranch && !folded;

/** Folds or unfolds what is below a row: a branch that is one row shows its steps, one that was opened is one row again. */
export function toggleRow(workspace: Workspace, { step, isBranch, siblingCount }: Row): void {
  const { view } = workspace;
  const { unfolded } = view.getState();
  const { log, place } = workspace.session.store.getState();
  const isOnLine = log !== null && lineView(log.trace, place).line.some(({ id }) => id === step.id);
  if (isBranch || (siblingCount > 1 && unfolded.has(step.id) && !isOnLine))
    view.setState({ unfolded: toggled(unfolded, step.id) });
  else toggleFold(workspace, step.id);
}

function moveFor(key: string, rows: readonly Row[], selected: number): number | null {
  const row = rows[selected];
  if (key === "ArrowDown") return selected + 1;
  if (key === "ArrowUp") return selected - 1;
  if (key === "Home") return 0;
  if (key === "End") return rows.length - 1;
  if (key === "ArrowRight" && row && !row.folded) return selected + 1;
  return key === "ArrowLeft" && row && !canFold(row) ? parentRow(rows, selected) : null;
}

function changeFor(workspace: Workspace, row: Row, key: string): boolean {
  const { step } = row;
  if (key === "ArrowRight" || key === "ArrowLeft" || key === "Enter") toggleRow(workspace, row);
  else if (key === "F2") workspace.view.setState({ renaming: step.id });
  else if (key === "Delete") removeBranch(workspace, step);
  else if (key === "s") star(workspace, step);
  else if (key === "*") unfoldAll(workspace);
  else return false;
  return true;
}

const canFold = (row: Row): boolean => row.hasChildren && !row.folded;

function unfoldAll({ session, view }: Workspace): void {
  const steps = session.store.getState().log?.trace.steps.keys() ?? [];
  view.setState({ folded: new Set(), unfolded: new Set(steps) });
}
