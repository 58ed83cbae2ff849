import { ownJudgement, type StepId } from "../../trace";
import { raterHere, type Workspace } from "../state";
import { tell } from "./acts";

/** What has been written so far. `step` is where one is, which is where the note goes if it begins here. */
export const writeNote = ({ note }: Workspace, step: StepId, text: string): void =>
  note.setState((draft) => ({ step: draft?.step ?? step, text }), true);

/** Puts down what has been written so far. */
export function keepNote(workspace: Workspace): void {
  const draft = workspace.note.getState();
  const { session } = workspace;
  const trace = session.store.getState().log?.trace;
  if (!draft || !trace?.steps.has(draft.step)) return;
  const before = ownJudgement(trace, draft.step, raterHere(workspace).id)?.value.note ?? "";
  if (before !== draft.text) tell(workspace, session.judge("note", draft.step, { note: draft.text }));
}

export function endNote(workspace: Workspace): void {
  keepNote(workspace);
  workspace.note.setState(null, true);
}
