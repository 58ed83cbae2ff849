import { lineView } from "../../session";
import {
  type JudgementTarget,
  ownJudgementAbout,
  type Step,
  standsAlone,
  stepsOfTarget,
  type Trace,
} from "../../trace";
import { raterHere, type Subject, type Workspace } from "../state";

/** Whether a rater can judge a target in a trace: its steps are there, and what they drew was not taken away. */
export const isThere = (trace: Trace, target: JudgementTarget, rater: string): boolean =>
  stepsOfTarget(target).every((step) => trace.steps.has(step)) &&
  (!standsAlone(target) || ownJudgementAbout(trace, target, rater) !== null);

/** What is judged on a step: what the person chose there, else the step as a whole. */
export function subjectOn(trace: Trace, step: Step, chosen: Subject | null, rater: string): JudgementTarget {
  if (chosen && chosen.at === step.id && isThere(trace, chosen.target, rater)) return chosen.target;
  return { kind: "step", step: step.id };
}

/** Where one is, and what a verdict would be about. */
export interface Judging {
  readonly trace: Trace;
  readonly step: Step;
  readonly target: JudgementTarget;
}

export function judgingNow(workspace: Workspace): Judging | null {
  const { session, view } = workspace;
  const { log, place } = session.store.getState();
  const step = log && lineView(log.trace, place).current;
  if (!log || !step) return null;
  const target = subjectOn(log.trace, step, view.getState().subject, raterHere(workspace).id);
  return { trace: log.trace, step, target };
}

/** From now on verdicts, tags and notes are about this, until one leaves the step or the subject. */
export function chooseSubject(workspace: Workspace, target: JudgementTarget): void {
  const now = judgingNow(workspace);
  if (!now) return;
  workspace.view.setState({ subject: target.kind === "step" ? null : { at: now.step.id, target } });
}

export const leaveSubject = ({ view }: Workspace): void => view.setState({ subject: null });
