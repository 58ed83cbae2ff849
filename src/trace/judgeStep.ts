import type { Edit } from "./edit";
import type { JudgementId, StepId } from "./ids";
import { type JudgementValue, NOTHING_SAID, type Rater, saysNothing } from "./judgement";
import { ownJudgement } from "./judging";
import type { Trace } from "./trace";

/**
 * The edit by which a rater says something by hand of a step as a whole: their judgement of it is added, changed, or
 * removed where nothing is left of it. Null where nothing would change.
 */
export function judgeStep(
  trace: Trace,
  step: StepId,
  said: Partial<JudgementValue>,
  by: { readonly rater: Rater; readonly atMillis: number; nextJudgementId(): JudgementId },
): Edit | null {
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
