import { type Edit, type JudgementId, redoable, type StepId, stepsOfTarget, type Trace, undoable } from "../../trace";
import type { Workspace } from "../state";

/**
 * The step that an edit is about, to go there; the last one where it is about several. `traces` are those before and
 * after the edit: one of them knows the judgement that it names.
 */
export function stepOf(edit: Edit, traces: readonly Trace[]): StepId | null {
  if (edit.kind === "add-step") return edit.step.id;
  if (edit.kind === "remark" || edit.kind === "set-reference") return edit.id;
  if (edit.kind === "add-judgement") return stepOfJudgement(edit.judgement.id, traces);
  if (edit.kind === "change-judgement" || edit.kind === "remove-judgement") return stepOfJudgement(edit.id, traces);
  if (edit.kind !== "batch") return null;
  return edit.edits.reduce<StepId | null>((last, part) => stepOf(part, traces) ?? last, null);
}

function stepOfJudgement(id: JudgementId, traces: readonly Trace[]): StepId | null {
  for (const { judgements } of traces) {
    const target = judgements.get(id)?.target;
    if (target) return stepsOfTarget(target)[0] ?? null;
  }
  return null;
}

const openLog = ({ session }: Workspace) => session.store.getState().log;

/** Nothing changes unseen: what was taken back or brought back since `before` comes onto the screen. */
function show(workspace: Workspace, edit: Edit | undefined, before: Trace | undefined): void {
  const now = openLog(workspace)?.trace;
  const step = edit && now && before && stepOf(edit, [now, before]);
  const there = step && now?.steps.get(step);
  if (there && !there.removed) workspace.session.goTo(there.id);
}

export function undo(workspace: Workspace): void {
  const log = openLog(workspace);
  const edit = log ? undoable(log)?.edit : undefined;
  workspace.session.undo();
  show(workspace, edit, log?.trace);
}

export function redo(workspace: Workspace): void {
  const before = openLog(workspace)?.trace;
  workspace.session.redo();
  const log = openLog(workspace);
  show(workspace, log ? undoable(log)?.edit : undefined, before);
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
