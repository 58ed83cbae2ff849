import { tagOf, tagToday } from "../../annotation";
import { forkAbove, lineView } from "../../session";
import { lineTo, markFirstError, ownJudgement, type Step, type StepId, type Verdict } from "../../trace";
import type { Workspace } from "../state";
import { notify, raterHere } from "../state";
import { tell } from "./acts";

export function currentStep({ session }: Workspace): Step | null {
  const { log, place } = session.store.getState();
  return log && lineView(log.trace, place).current;
}

/** The same verdict again takes it back. */
export function judge(workspace: Workspace, verdict: Verdict | null): void {
  const step = currentStep(workspace);
  const { session } = workspace;
  const trace = session.store.getState().log?.trace;
  if (!step || !trace) return;
  const before = ownJudgement(trace, step.id, raterHere(workspace).id)?.value.verdict ?? null;
  const next = before === verdict ? null : verdict;
  if (next !== before) tell(workspace, session.judge("verdict", step.id, { verdict: next }));
}

/** Says that things went wrong here first on this line, or takes it back. */
export function toggleFirstError(workspace: Workspace): void {
  const step = currentStep(workspace);
  if (step)
    tell(
      workspace,
      workspace.session.rate("first-error", (trace, by) => markFirstError(trace, step.id, by)),
    );
}

/** Says that the outcome turned on this step, or takes it back. A line may have several. */
export function toggleDecisive(workspace: Workspace): void {
  const { session } = workspace;
  const step = currentStep(workspace);
  const trace = session.store.getState().log?.trace;
  if (!step || !trace) return;
  const decisive = !ownJudgement(trace, step.id, raterHere(workspace).id)?.value.decisive;
  tell(workspace, session.judge("decisive", step.id, { decisive }));
}

/** Gives the step a tag of the taxonomy in hand, or takes it away; one that an older edition gave counts as given. */
export function toggleTag(workspace: Workspace, step: StepId, key: string): void {
  const { session, view } = workspace;
  const { taxonomy } = view.getState();
  const trace = session.store.getState().log?.trace;
  if (!trace) return;
  const tags = ownJudgement(trace, step, raterHere(workspace).id)?.value.tags ?? [];
  const others = tags.filter((tag) => tagToday(taxonomy, tag)?.key !== key);
  const next = others.length < tags.length ? others : [...tags, tagOf(taxonomy, key)];
  tell(workspace, session.judge("tags", step, { tags: next }));
}

export function star(workspace: Workspace, step: Step): void {
  tell(workspace, workspace.session.remark("star", step.id, { starred: !step.starred }));
}

export function removeBranch(workspace: Workspace, step: Step): void {
  if (step.parent === null) return;
  if (tell(workspace, workspace.session.remark("remove", step.id, { removed: true })))
    notify(workspace.view, { kind: "branch-removed" }, workspace.session.store.getState().log?.cursor ?? null);
}

export const restoreBranch = (workspace: Workspace, step: StepId): boolean =>
  tell(workspace, workspace.session.remark("restore", step, { removed: false }));

/** The branch that the current step is on: from the fork above, or from where it stands. */
export function branchHead(workspace: Workspace): Step | null {
  const { log, place } = workspace.session.store.getState();
  return (log && forkAbove(log.trace, place.step)) ?? currentStep(workspace);
}

/** A name is written in the branch's own row, so that has to be there: the tree open, and nothing folded above it. */
export function renameBranch({ session, view }: Workspace, step: Step): void {
  const trace = session.store.getState().log?.trace;
  const above = new Set(trace && lineTo(trace, step.parent).map(({ id }) => id));
  const folded = new Set([...view.getState().folded].filter((id) => !above.has(id)));
  view.setState({ renaming: step.id, treeOpen: true, leftTab: "branches", sheet: "tree", folded });
}
