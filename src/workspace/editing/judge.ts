import { tagOf, tagToday } from "../../annotation";
import { forkAbove, lineView } from "../../session";
import {
  applyEdit,
  type ByHand,
  type Edit,
  type EditName,
  type JudgementTarget,
  type JudgementValue,
  judgeStep,
  judgeTarget,
  lineTo,
  markFirstError,
  ownJudgement,
  ownJudgementAbout,
  type Step,
  type StepId,
  type Trace,
  type Verdict,
} from "../../trace";
import type { Workspace } from "../state";
import { notify, raterHere } from "../state";
import { tell } from "./acts";
import { judgingNow } from "./subject";

export function currentStep({ session }: Workspace): Step | null {
  const { log, place } = session.store.getState();
  return log && lineView(log.trace, place).current;
}

const say = (workspace: Workspace, name: EditName, target: JudgementTarget, said: Partial<JudgementValue>): boolean =>
  tell(
    workspace,
    workspace.session.rate(name, (trace, by) => judgeTarget(trace, target, said, by)),
  );

/**
 * A verdict on what is being judged; the same again takes it back. One on a step as a whole goes on to the next step,
 * where the person has not switched that off.
 */
export function judge(workspace: Workspace, verdict: Verdict | null): void {
  const now = judgingNow(workspace);
  if (!now) return;
  const before = ownJudgementAbout(now.trace, now.target, raterHere(workspace).id)?.value.verdict ?? null;
  const next = before === verdict ? null : verdict;
  if (next === before || !say(workspace, "verdict", now.target, { verdict: next })) return;
  if (next && now.target.kind === "step" && workspace.view.getState().advances) workspace.session.walk(1);
}

/** Says that things went wrong here first on this line, or takes it back. A step of which nothing was said is wrong. */
export function toggleFirstError(workspace: Workspace): void {
  const step = currentStep(workspace);
  if (!step) return;
  workspace.view.setState({ judgeOpen: true });
  tell(
    workspace,
    workspace.session.rate("first-error", (trace, by) => firstErrorEdit(trace, step.id, by)),
  );
}

function firstErrorEdit(trace: Trace, step: StepId, by: ByHand): Edit | null {
  const marked = markFirstError(trace, step, by);
  if (!marked) return null;
  const after = applyEdit(trace, marked);
  if (!after.ok) return marked;
  const own = ownJudgement(after.value, step, by.rater.id)?.value;
  const wrong = own?.firstError && own.verdict === null ? judgeStep(after.value, step, { verdict: "wrong" }, by) : null;
  return wrong ? { kind: "batch", edits: [marked, wrong] } : marked;
}

/** Says that the outcome turned on this step, or takes it back. A line may have several. */
export function toggleDecisive(workspace: Workspace): void {
  const { session, view } = workspace;
  const step = currentStep(workspace);
  const trace = session.store.getState().log?.trace;
  if (!step || !trace) return;
  view.setState({ judgeOpen: true });
  const decisive = !ownJudgement(trace, step.id, raterHere(workspace).id)?.value.decisive;
  tell(workspace, session.judge("decisive", step.id, { decisive }));
}

/**
 * Gives what is judged a tag of the taxonomy in hand, or takes it away; one that an older edition gave counts as given.
 */
export function toggleTag(workspace: Workspace, target: JudgementTarget, key: string): void {
  const { session, view } = workspace;
  const { taxonomy } = view.getState();
  const trace = session.store.getState().log?.trace;
  if (!trace) return;
  const tags = ownJudgementAbout(trace, target, raterHere(workspace).id)?.value.tags ?? [];
  const others = tags.filter((tag) => tagToday(taxonomy, tag)?.key !== key);
  const next = others.length < tags.length ? others : [...tags, tagOf(taxonomy, key)];
  say(workspace, "tags", target, { tags: next });
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
