import type { Edit } from "./edit";
import type { JudgementId, StepId } from "./ids";
import { type JudgementValue, NOTHING_SAID, type Rater, saysNothing } from "./judgement";
import { ownJudgement } from "./judging";
import { branchOf, lineTo } from "./line";
import type { Trace } from "./trace";

/** Who says it and when, and a name for what is said. */
export interface ByHand {
  readonly rater: Rater;
  readonly atMillis: number;
  nextJudgementId(): JudgementId;
}

/**
 * The edit by which a rater says something by hand of a step as a whole: their judgement of it is added, changed, or
 * removed where nothing is left of it. Null where nothing would change.
 */
export function judgeStep(trace: Trace, step: StepId, said: Partial<JudgementValue>, by: ByHand): Edit | null {
  const { rater, atMillis } = by;
  const own = ownJudgement(trace, step, rater.id);
  const value = { ...(own?.value ?? NOTHING_SAID), ...said };
  if (own && saysNothing(value)) return { kind: "remove-judgement", id: own.id };
  if (own) return isSame(own.value, value) ? null : { kind: "change-judgement", id: own.id, value, atMillis };
  if (saysNothing(value)) return null;
  const target = { kind: "step", step } as const;
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
