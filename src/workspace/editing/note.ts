import { type JudgementTarget, judgeTarget, ownJudgementAbout, type StepId } from "../../trace";
import { raterHere, type Workspace } from "../state";
import { tell } from "./acts";
import { isThere } from "./subject";

/** What has been written so far. `step` is where one is, `target` what is judged there: the note goes where it began. */
export const writeNote = (
  { note }: Workspace,
  step: StepId,
  text: string,
  target: JudgementTarget = { kind: "step", step },
): void => note.setState((draft) => (draft ? { ...draft, text } : { step, target, text }), true);

/** Puts down what has been written so far. */
export function keepNote(workspace: Workspace): void {
  const draft = workspace.note.getState();
  const { session } = workspace;
  const trace = session.store.getState().log?.trace;
  if (!draft || !trace?.steps.has(draft.step) || !isThere(trace, draft.target, raterHere(workspace).id)) return;
  const before = ownJudgementAbout(trace, draft.target, raterHere(workspace).id)?.value.note ?? "";
  const said = { note: draft.text };
  if (before !== draft.text)
    tell(
      workspace,
      session.rate("note", (now, by) => judgeTarget(now, draft.target, said, by)),
    );
}

export function endNote(workspace: Workspace): void {
  keepNote(workspace);
  workspace.note.setState(null, true);
}
