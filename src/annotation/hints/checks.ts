// All checks together, apart from what is done about a hint: a page is there before it has fetched them.
import type { ImageId } from "../../action";
import { lineTo, type Step, type StepId, type Trace } from "../../trace";
import type { Hint, HintedLine, LineCheck } from "./hint";
import { besideReference, emptyLooks, loops, noLooks, seenBefore } from "./looks";
import { answersAgainstWords, claimedLooks, ignoredErrors, missingAnswers, unreadActions } from "./words";

const CHECKS: readonly LineCheck[] = [
  claimedLooks,
  ignoredErrors,
  loops,
  emptyLooks,
  seenBefore,
  besideReference,
  noLooks,
  answersAgainstWords,
  unreadActions,
  missingAnswers,
];

/** All that the checks notice about the line that ends at `leaf`, step by step. Pure, and quick enough to derive. */
export function hintsOf(trace: Trace, leaf: StepId): readonly Hint[] {
  const steps = lineTo(trace, leaf);
  const place = new Map(steps.map(({ id }, index) => [id, index]));
  const placeOf = ({ target }: Hint) => ("step" in target ? (place.get(target.step) ?? 0) : 0);
  const line = hintedLine(trace, steps);
  return CHECKS.flatMap((check) => check(line)).sort((a, b) => placeOf(a) - placeOf(b));
}

/** The line as checks look at it. */
export const hintedLine = (trace: Trace, steps: readonly Step[]): HintedLine => ({
  trace,
  steps,
  shownBy: firstShown(steps),
});

function firstShown(steps: readonly Step[]): ReadonlyMap<ImageId, Step> {
  const shownBy = new Map<ImageId, Step>();
  for (const step of steps) {
    const image = step.body.kind === "observation" ? step.body.image : null;
    if (image && !shownBy.has(image)) shownBy.set(image, step);
  }
  return shownBy;
}
