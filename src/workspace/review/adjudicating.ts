import { ADJUDICATOR, adjudicate, type Disagreement, handOver, type TraceName } from "../../annotation";
import { type JudgementValue, ME, type Rater, type StepId } from "../../trace";
import { tell } from "../editing/acts";
import type { Failure } from "../ports";
import { raterHere, type Workspace } from "../state";

/** Opens a trace where something was counted, at its step, and closes the dialog. What is open already stays open. */
export async function goToPlace(workspace: Workspace, trace: TraceName, step: StepId | null): Promise<Failure | null> {
  const { session, documents, view } = workspace;
  const isOpen = session.store.getState().log?.trace.id === trace.id;
  const failure = isOpen ? null : await documents.openKept(trace.id);
  if (failure) return failure;
  if (step) session.goTo(step);
  view.setState({ dialog: null, stepOpen: true, playing: false });
  return null;
}

/** Sets out on a way through what two raters see otherwise. */
export async function walkDisagreements(
  workspace: Workspace,
  raters: readonly [Rater, Rater],
  list: readonly Disagreement[],
  at: number,
): Promise<Failure | null> {
  workspace.review.setState({ walk: { raters, list, at } });
  return goOn(workspace, at);
}

/** Goes to another disagreement of the way that one is on. */
export async function goOn(workspace: Workspace, at: number): Promise<Failure | null> {
  const { walk } = workspace.review.getState();
  const there = walk?.list[at];
  if (!walk || !there) return null;
  workspace.review.setState({ walk: { ...walk, at } });
  return goToPlace(workspace, there.trace, there.step);
}

export const endWalk = ({ review }: Workspace): void => review.setState({ walk: null });

/** Decides the step at hand, as the adjudicator. */
export function decide(workspace: Workspace, step: StepId, value: JudgementValue): void {
  const done = workspace.session.rate("adjudicate", (trace, by) => adjudicate(trace, step, value, by));
  tell(workspace, done);
}

/** Makes judgements of somebody without a name in the open trace the person's own, who has one now. */
export function takeOver(workspace: Workspace): void {
  const to = raterHere(workspace);
  if (to.id === ME.id) return;
  tell(
    workspace,
    workspace.session.rate("hand-over", (trace, { nextJudgementId }) => handOver(trace, ME.id, to, nextJudgementId)),
  );
}

export const isAdjudicator = ({ id }: Rater): boolean => id === ADJUDICATOR.id;
