import type { ImageId } from "../action";
import type { StepId } from "./ids";
import { type Judgement, type JudgementTarget, nameOfTarget, stepsOfTarget, type WORDS } from "./judgement";
import type { Step, Trace } from "./trace";

/** The judgements that are about a step: of itself, its words, a link it is part of, a step missing behind it. */
export const judgementsOf = (trace: Trace, step: StepId): readonly Judgement[] =>
  indexOf(trace.judgements).byStep.get(step) ?? NONE;

// The same list each time, so that who compares by identity sees that nothing changed.
const NONE: readonly Judgement[] = [];

/** The judgements that are about a region of an image, in pixels of that image. */
export const judgementsOn = (trace: Trace, image: ImageId): readonly Judgement[] =>
  indexOf(trace.judgements).byImage.get(image) ?? NONE;

/** Everything that was said of one thing, whoever said it and on whatever basis. */
export const judgementsAbout = (trace: Trace, target: JudgementTarget): readonly Judgement[] =>
  indexOf(trace.judgements).byTarget.get(nameOfTarget(target)) ?? NONE;

/** The judgements of links between steps, and of steps that are missing: few, however long the trace. */
export const chainJudgements = (trace: Trace): readonly Judgement[] => indexOf(trace.judgements).ofChain;

/**
 * What a rater says by hand of one thing; null where that is nothing. Of several, as files that were merged may hold,
 * the one that was said last. What they made of a check's hint stands beside it and is not it.
 */
export function ownJudgementAbout(trace: Trace, target: JudgementTarget, rater: string): Judgement | null {
  let own: Judgement | null = null;
  for (const judgement of judgementsAbout(trace, target)) {
    if (judgement.rater.id !== rater || judgement.basis.kind !== "hand") continue;
    if (!own || judgement.atMillis >= own.atMillis) own = judgement;
  }
  return own;
}

/** What a rater says by hand of a step as a whole. */
export const ownJudgement = (trace: Trace, step: StepId, rater: string): Judgement | null =>
  ownJudgementAbout(trace, { kind: "step", step }, rater);

/** The same judgements, by what they are about. */
interface JudgementIndex {
  readonly byStep: ReadonlyMap<StepId, readonly Judgement[]>;
  readonly byImage: ReadonlyMap<ImageId, readonly Judgement[]>;
  readonly byTarget: ReadonlyMap<string, readonly Judgement[]>;
  readonly ofChain: readonly Judgement[];
}

// Derived once for each collection of judgements: an edit to anything else keeps the collection, and so its index.
const indexes = new WeakMap<Trace["judgements"], JudgementIndex>();

function indexOf(judgements: Trace["judgements"]): JudgementIndex {
  const known = indexes.get(judgements);
  if (known) return known;
  const byStep = new Map<StepId, Judgement[]>();
  const byImage = new Map<ImageId, Judgement[]>();
  const byTarget = new Map<string, Judgement[]>();
  const ofChain: Judgement[] = [];
  for (const judgement of judgements.values()) {
    const { target } = judgement;
    for (const step of new Set(stepsOfTarget(target))) put(byStep, step, judgement);
    if (target.kind === "region") put(byImage, target.image, judgement);
    if (target.kind === "link" || target.kind === "missing-step") ofChain.push(judgement);
    put(byTarget, nameOfTarget(target), judgement);
  }
  const index = { byStep, byImage, byTarget, ofChain };
  indexes.set(judgements, index);
  return index;
}

function put<K>(lists: Map<K, Judgement[]>, key: K, judgement: Judgement): void {
  const others = lists.get(key);
  if (others) others.push(judgement);
  else lists.set(key, [judgement]);
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
  return from >= 0 && from < to && to <= wordsOf(step, of).length;
}

/** The words of a step that can be judged: as they were written, or what was read out of them (nothing of an action). */
export function wordsOf({ raw, body }: Pick<Step, "raw" | "body">, of: (typeof WORDS)[number]): string {
  if (of === "raw") return raw;
  if (body.kind === "problem") return body.question;
  return body.kind === "action" ? "" : body.text;
}

/** Whether a judgement is about an image, which then has to stay. */
export const isJudged = (image: ImageId, judgements: Trace["judgements"]): boolean =>
  indexOf(judgements).byImage.has(image);
