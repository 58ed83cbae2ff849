import { type Edit, type JudgementId, redoable, type StepId, stepsOfTarget, type Trace, undoable } from "../../trace";
import type { Desk } from "../state/workspace";

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

const openLog = ({ services }: Desk) => services.session.store.getState().log;

/** Nothing changes unseen: what was taken back or brought back since `before` comes onto the screen. */
function show(desk: Desk, edit: Edit | undefined, before: Trace | undefined): void {
  const now = openLog(desk)?.trace;
  const step = edit && now && before && stepOf(edit, [now, before]);
  const there = step && now?.steps.get(step);
  if (there && !there.removed) desk.services.session.goTo(there.id);
}

export function undo(desk: Desk): void {
  const log = openLog(desk);
  const edit = log ? undoable(log)?.edit : undefined;
  desk.services.session.undo();
  show(desk, edit, log?.trace);
}

export function redo(desk: Desk): void {
  const before = openLog(desk)?.trace;
  desk.services.session.redo();
  const log = openLog(desk);
  show(desk, log ? undoable(log)?.edit : undefined, before);
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
