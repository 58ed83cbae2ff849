import type { StepId } from "../../trace";
import type { Workspace } from "../state";
import { tell } from "./acts";

/** What has been written so far. `step` is where one is, which is where the note goes if it begins here. */
export const writeNote = ({ note }: Workspace, step: StepId, text: string): void =>
  note.setState((draft) => ({ step: draft?.step ?? step, text }), true);

/** Puts down what has been written so far. */
export function keepNote(workspace: Workspace): void {
  const draft = workspace.note.getState();
  const { session } = workspace;
  const step = draft && session.store.getState().log?.trace.steps.get(draft.step);
  if (step && step.note !== draft.text) tell(workspace, session.remark("note", step.id, { note: draft.text }));
}

export function endNote(workspace: Workspace): void {
  keepNote(workspace);
  workspace.note.setState(null, true);
}
