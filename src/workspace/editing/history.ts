import { type Edit, redoable, type StepId, undoable } from "../../trace";
import type { Desk } from "../state/workspace";

/** The step that an edit is about, to go there; the last one where it is about several. */
export function stepOf(edit: Edit): StepId | null {
  if (edit.kind === "add-step") return edit.step.id;
  if (edit.kind === "remark") return edit.id;
  if (edit.kind !== "batch") return null;
  return edit.edits.reduce<StepId | null>((last, part) => stepOf(part) ?? last, null);
}

const openLog = ({ services }: Desk) => services.session.store.getState().log;

/** Nothing changes unseen: what was taken back or brought back comes onto the screen. */
function show(desk: Desk, edit: Edit | undefined): void {
  const step = edit && stepOf(edit);
  const there = step && openLog(desk)?.trace.steps.get(step);
  if (there && !there.removed) desk.services.session.goTo(there.id);
}

export function undo(desk: Desk): void {
  const log = openLog(desk);
  const edit = log ? undoable(log)?.edit : undefined;
  desk.services.session.undo();
  show(desk, edit);
}

export function redo(desk: Desk): void {
  desk.services.session.redo();
  const log = openLog(desk);
  show(desk, log ? undoable(log)?.edit : undefined);
}

const mayWrite = ({ services }: Desk): boolean => {
  const { writable, run } = services.session.store.getState();
  return writable && run.kind === "idle";
};

export function mayUndo(desk: Desk): boolean {
  const log = openLog(desk);
  return log !== null && undoable(log) !== null && mayWrite(desk);
}

export function mayRedo(desk: Desk): boolean {
  const log = openLog(desk);
  return log !== null && redoable(log) !== null && mayWrite(desk);
}
