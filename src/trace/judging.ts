import type { ImageId } from "../action";
import type { StepId } from "./ids";
import { type Judgement, type JudgementTarget, stepsOfTarget } from "./judgement";
import type { Step, Trace } from "./trace";

/** The judgements that are about a step: of itself, its words, a link it is part of, a step missing behind it. */
export const judgementsOf = (trace: Trace, step: StepId): readonly Judgement[] =>
  judgementsByStep(trace.judgements).get(step) ?? NONE;

// The same list each time, so that who compares by identity sees that nothing changed.
const NONE: readonly Judgement[] = [];

/**
 * What a rater says by hand of a step as a whole; null where that is nothing. Of several, as files that were merged may
 * hold, the one that was said last. What they made of a check's hint stands beside it and is not it.
 */
export function ownJudgement(trace: Trace, step: StepId, rater: string): Judgement | null {
  let own: Judgement | null = null;
  for (const judgement of judgementsOf(trace, step)) {
    if (judgement.target.kind !== "step" || judgement.rater.id !== rater || judgement.basis.kind !== "hand") continue;
    if (!own || judgement.atMillis >= own.atMillis) own = judgement;
  }
  return own;
}

// Derived once for each collection of judgements: an edit to anything else keeps the collection, and so its index.
const indexes = new WeakMap<Trace["judgements"], ReadonlyMap<StepId, readonly Judgement[]>>();

function judgementsByStep(judgements: Trace["judgements"]): ReadonlyMap<StepId, readonly Judgement[]> {
  const known = indexes.get(judgements);
  if (known) return known;
  const index = new Map<StepId, Judgement[]>();
  for (const judgement of judgements.values())
    for (const step of new Set(stepsOfTarget(judgement.target))) {
      const others = index.get(step);
      if (others) others.push(judgement);
      else index.set(step, [judgement]);
    }
  indexes.set(judgements, index);
  return index;
}

/** Why a judgement does not fit a trace. */
export type JudgementFlaw = "judgement-exists" | "no-such-step" | "no-such-image" | "no-such-words";

/** What is wrong with a judgement that is to be added; null where nothing is. */
export function flawOfJudgement(
  { judgements, steps, images }: Pick<Trace, "judgements" | "steps" | "images">,
  { id, target }: Judgement,
): JudgementFlaw | null {
  if (judgements.has(id)) return "judgement-exists";
  if (!stepsOfTarget(target).every((step) => steps.has(step))) return "no-such-step";
  if (target.kind === "region" && !images.has(target.image)) return "no-such-image";
  return target.kind === "words" && !areWords(target, steps.get(target.step)) ? "no-such-words" : null;
}

function areWords({ of, from, to }: Extract<JudgementTarget, { kind: "words" }>, step: Step | undefined): boolean {
  if (!step || !Number.isInteger(from) || !Number.isInteger(to)) return false;
  const words = of === "raw" ? step.raw : textOf(step);
  return from >= 0 && from < to && to <= words.length;
}

/** What was read out of a step's words; empty for an action, whose words are raw only. */
function textOf({ body }: Step): string {
  if (body.kind === "problem") return body.question;
  return body.kind === "action" ? "" : body.text;
}

/** Whether a judgement is about an image, which then has to stay. */
export function isJudged(image: ImageId, judgements: Trace["judgements"]): boolean {
  for (const { target } of judgements.values()) if (target.kind === "region" && target.image === image) return true;
  return false;
}
