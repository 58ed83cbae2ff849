import type { Edit } from "./edit";
import type { JudgementId, StepId } from "./ids";
import {
  type JudgementTarget,
  type JudgementValue,
  NOTHING_SAID,
  type Rater,
  saysNothing,
  standsAlone,
} from "./judgement";
import { ownJudgement, ownJudgementAbout } from "./judging";
import { branchOf, lineTo } from "./line";
import type { Trace } from "./trace";

/** Who says it and when, and a name for what is said. */
export interface ByHand {
  readonly rater: Rater;
  readonly atMillis: number;
  nextJudgementId(): JudgementId;
}

/** The edit by which a rater says something by hand of a step as a whole. */
export const judgeStep = (trace: Trace, step: StepId, said: Partial<JudgementValue>, by: ByHand): Edit | null =>
  judgeTarget(trace, { kind: "step", step }, said, by);

/**
 * The edit by which a rater says something by hand of one thing: their judgement of it is added, changed, or removed
 * where nothing is left of it. A region, a link and a missing step stay where nothing is said of them. Null where
 * nothing would change.
 */
export function judgeTarget(
  trace: Trace,
  target: JudgementTarget,
  said: Partial<JudgementValue>,
  by: ByHand,
): Edit | null {
  const { rater, atMillis } = by;
  const own = ownJudgementAbout(trace, target, rater.id);
  const value = { ...(own?.value ?? NOTHING_SAID), ...said };
  if (own && saysNothing(value) && !standsAlone(target)) return { kind: "remove-judgement", id: own.id };
  if (own) return isSame(own.value, value) ? null : { kind: "change-judgement", id: own.id, value, atMillis };
  if (saysNothing(value) && !standsAlone(target)) return null;
  const judgement = { id: by.nextJudgementId(), rater, target, value, basis: { kind: "hand" }, atMillis } as const;
  return { kind: "add-judgement", judgement };
}

/**
 * The edit by which a rater says that a step is the first error, or takes it back where they said so before. A line has
 * one: what they said so of another step above it or below it goes with it. Null where nothing would change.
 */
export function markFirstError(trace: Trace, step: StepId, by: ByHand): Edit | null {
  const isMarked = (id: StepId): boolean => ownJudgement(trace, id, by.rater.id)?.value.firstError === true;
  if (isMarked(step)) return judgeStep(trace, step, { firstError: false }, by);
  const others = [...lineTo(trace, step), ...branchOf(trace, step)]
    .map(({ id }) => id)
    .filter((id) => id !== step && isMarked(id));
  const edits = [
    ...[...new Set(others)].flatMap((id) => judgeStep(trace, id, { firstError: false }, by) ?? []),
    ...[judgeStep(trace, step, { firstError: true }, by) ?? []].flat(),
  ];
  return edits.length === 0 ? null : { kind: "batch", edits };
}

const isSame = (a: JudgementValue, b: JudgementValue): boolean =>
  a.verdict === b.verdict &&
  a.note === b.note &&
  a.firstError === b.firstError &&
  a.decisive === b.decisive &&
  a.tags.length === b.tags.length &&
  a.tags.every(({ taxonomy, version, tag }, i) => {
    const other = b.tags[i];
    return other?.taxonomy === taxonomy && other.version === version && other.tag === tag;
  });
