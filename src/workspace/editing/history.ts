import { type Edit, redoable, type StepId, undoable } from "../../trace";
import type { Workspace } from "../state";

/** The step that an edit is about, to go there; the last one where it is about several. */
export function stepOf(edit: Edit): StepId | null {
  if (edit.kind === "add-step") return edit.step.id;
  if (edit.kind === "remark") return edit.id;
  if (edit.kind !== "batch") return null;
  return edit.edits.reduce<StepId | null>((last, part) => stepOf(part) ?? last, null);
}

const openLog = ({ session }: Workspace) => session.store.getState().log;

/** Nothing changes unseen: what was taken back or brought back comes onto the screen. */
function show(workspace: Workspace, edit: Edit | undefined): void {
  const step = edit && stepOf(edit);
  const there = step && openLog(workspace)?.trace.steps.get(step);
  if (there && !there.removed) workspace.session.goTo(there.id);
}

export function undo(workspace: Workspace): void {
  const log = openLog(workspace);
  const edit = log ? undoable(log)?.edit : undefined;
  workspace.session.undo();
  show(workspace, edit);
}

export function redo(workspace: Workspace): void {
  workspace.session.redo();
  const log = openLog(workspace);
  show(workspace, log ? undoable(log)?.edit : undefined);
}

/** Whether the trace may be changed now: this tab writes it, and no run is growing it. */
export const mayWrite = ({ session }: Workspace): boolean => {
  const { writable, run } = session.store.getState();
  return writable && run.kind === "idle";
};

export function mayUndo(workspace: Workspace): boolean {
  const log = openLog(workspace);
  return log !== null && undoable(log) !== null && mayWrite(workspace);
}

export function mayRedo(workspace: Workspace): boolean {
  const log = openLog(workspace);
  return log !== null && redoable(log) !== null && mayWrite(workspace);
}
