import {
  applyEdit,
  type ByHand,
  type Edit,
  type JudgementValue,
  judgeStep,
  markFirstError,
  ownJudgement,
  type StepId,
  type Trace,
} from "../../trace";
import { ADJUDICATOR } from "../rater";

/**
 * The edit by which a step is decided: the adjudicator says so, and nothing of what the raters said is touched. A line
 * keeps one first error of the adjudicator. Null where that was decided before.
 *
 * @returns "no-such-step" where the step is not in the trace
 */
export function adjudicate(
  trace: Trace,
  step: StepId,
  { firstError, ...said }: JudgementValue,
  by: Omit<ByHand, "rater">,
): Edit | "no-such-step" | null {
  if (!trace.steps.has(step)) return "no-such-step";
  const own: ByHand = { ...by, rater: ADJUDICATOR };
  const isMarked = ownJudgement(trace, step, ADJUDICATOR.id)?.value.firstError === true;
  if (isMarked === firstError || !firstError) return judgeStep(trace, step, { ...said, firstError }, own);
  // The mark is moved after the rest was said, or the two would each make a judgement of the step.
  const rest = judgeStep(trace, step, said, own);
  const after = rest ? applyEdit(trace, rest) : null;
  if (after && !after.ok) throw new Error(`What a judgement says does not fit: ${after.error} (${step})`);
  const marked = markFirstError(after ? after.value : trace, step, own);
  return { kind: "batch", edits: [rest, marked].filter((edit) => edit !== null) };
}

/** What the adjudicator decided of a step; null where nothing was decided yet. */
export const decided = (trace: Trace, step: StepId): JudgementValue | null =>
  ownJudgement(trace, step, ADJUDICATOR.id)?.value ?? null;
