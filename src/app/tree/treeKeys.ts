import { removeBranch, star, toggleFold, type Workspace } from "../../workspace";
import { parentRow, type Row } from "./rows";

/** What a key does in the tree (the APG's pattern for trees); false where the tree has no use for it. */
export function pressTreeKey(workspace: Workspace, rows: readonly Row[], selected: number, key: string): boolean {
  const row = rows[selected];
  if (!row) return false;
  const move = moveFor(key, rows, selected);
  if (move !== null) {
    const target = rows[Math.min(Math.max(move, 0), rows.length - 1)];
    if (target) workspace.session.goTo(target.step.id);
    return true;
  }
  return changeFor(workspace, row, key);
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
  if (key === "ArrowRight" || key === "ArrowLeft" || key === "Enter") toggleFold(workspace, step.id);
  else if (key === "F2") workspace.view.setState({ renaming: step.id });
  else if (key === "Delete") removeBranch(workspace, step);
  else if (key === "s") star(workspace, step);
  else if (key === "*") workspace.view.setState({ folded: new Set() });
  else return false;
  return true;
}

const canFold = (row: Row): boolean => row.hasChildren && !row.folded;
