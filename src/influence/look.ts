import type { ImageId } from "../action";
import { err, ok, type Result } from "../base";
import { answerOf } from "../scoring";
import { type ActionStep, actionsShown, type Step, type StepId, type Trace } from "../trace";

/** An observation that shows a picture, and the actions that it shows the outcome of. */
export interface Look {
  /** Its place on the line, from 0. */
  readonly at: number;
  readonly observation: StepId;
  readonly image: ImageId;
  /** Where the model asked for it; empty where a log tells no action for its picture. */
  readonly actions: readonly ActionStep[];
}

/** A line that ends in an answer, and the trace that it is of. */
export interface AnsweredLine {
  readonly trace: Trace;
  readonly steps: readonly Step[];
  /** In its own words. */
  readonly answer: string;
}

export type LineRefusal = "no-answer" | "no-look";

/** The line as one that questions can be asked about; refused where it does not end in an answer. */
export function answeredLine(trace: Trace, steps: readonly Step[]): Result<AnsweredLine, "no-answer"> {
  const answer = answerOf(steps);
  return answer === null ? err("no-answer") : ok({ trace, steps, answer });
}

/** Every look of a line, in order. */
export function looksAlong(trace: Trace, steps: readonly Step[]): readonly Look[] {
  return steps.flatMap((step, at): readonly Look[] => {
    const { body } = step;
    if (body.kind !== "observation" || !body.image) return [];
    return [{ at, observation: step.id, image: body.image, actions: actionsShown(trace, step) }];
  });
}

/**
 * The look that a step belongs to: the one that it shows or asked for, else the last before it. Refused where there
 * was none yet.
 */
export function lookAt({ trace, steps }: AnsweredLine, step: StepId): Result<Look, "no-look"> {
  const looks = looksAlong(trace, steps);
  const own = looks.find(({ observation, actions }) => observation === step || actions.some(({ id }) => id === step));
  const place = steps.findIndex(({ id }) => id === step);
  const found = own ?? looks.findLast(({ at }) => at <= place);
  return found ? ok(found) : err("no-look");
}
