import { lineView } from "../../session";
import {
  type JudgementTarget,
  ME,
  ownJudgementAbout,
  type Step,
  standsAlone,
  stepsOfTarget,
  type Trace,
} from "../../trace";
import type { Subject, Workspace } from "../state";

/** Whether a target can be judged in a trace: its steps are there, and what a person drew was not taken away. */
export const isThere = (trace: Trace, target: JudgementTarget): boolean =>
  stepsOfTarget(target).every((step) => trace.steps.has(step)) &&
  (!standsAlone(target) || ownJudgementAbout(trace, target, ME.id) !== null);

/** What is judged on a step: what the person chose there, else the step as a whole. */
export function subjectOn(trace: Trace, step: Step, chosen: Subject | null): JudgementTarget {
  if (chosen && chosen.at === step.id && isThere(trace, chosen.target)) return chosen.target;
  return { kind: "step", step: step.id };
}

/** Where one is, and what a verdict would be about. */
export interface Judging {
  readonly trace: Trace;
  readonly step: Step;
  readonly target: JudgementTarget;
}

export function judgingNow({ session, view }: Workspace): Judging | null {
  const { log, place } = session.store.getState();
  const step = log && lineView(log.trace, place).current;
  return log && step && { trace: log.trace, step, target: subjectOn(log.trace, step, view.getState().subject) };
}

/** From now on verdicts, tags and notes are about this, until one leaves the step or the subject. */
export function chooseSubject(workspace: Workspace, target: JudgementTarget): void {
  const now = judgingNow(workspace);
  if (!now) return;
  workspace.view.setState({ subject: target.kind === "step" ? null : { at: now.step.id, target } });
}

export const leaveSubject = ({ view }: Workspace): void => view.setState({ subject: null });
