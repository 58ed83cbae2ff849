import { err, ok, type Result } from "../../base";
import {
  childrenOf,
  type Edit,
  type Judgement,
  type JudgementId,
  type JudgementTarget,
  ME,
  type Rater,
  type Step,
  type StepId,
  type Trace,
} from "../../trace";

/** What another rater's file adds to a trace, and what of it has no place here. */
export interface MergedJudgements {
  /** One `add-judgement` each; empty where the file says nothing new. */
  readonly edits: readonly Edit[];
  /** Judgements of steps or images that are not in this trace; they are told, not dropped. */
  readonly leftOut: readonly Judgement[];
  /** Judgements that are here already, word for word. */
  readonly known: number;
}

export interface MergeOptions {
  /** Who "me" of the other file is: each file calls its own person so. */
  readonly me: Rater;
  readonly nextJudgementId: () => JudgementId;
}

/**
 * The judgements of `other` as edits to `trace`. Steps are the same where they have one id, or else stand at the same
 * place with the same words: two people may have opened one log each for themselves.
 *
 * @returns a refusal where no step behind the problem is the same: these are files of two different runs
 */
export function mergeJudgements(
  trace: Trace,
  other: Trace,
  options: MergeOptions,
): Result<MergedJudgements, "different-traces"> {
  const here = matchSteps(trace, other);
  if (!areOfOneRun(trace, other, here)) return err("different-traces");
  const knownHere = new Set([...trace.judgements.values()].map(wordsOf));
  const edits: Edit[] = [];
  const leftOut: Judgement[] = [];
  let known = 0;
  for (const judgement of other.judgements.values()) {
    const target = moveTarget(judgement.target, here, trace);
    const moved = target && { ...judgement, target, rater: raterOf(judgement, options.me) };
    if (!moved) leftOut.push(judgement);
    else if (knownHere.has(wordsOf(moved))) known++;
    else edits.push({ kind: "add-judgement", judgement: { ...moved, id: options.nextJudgementId() } });
  }
  return ok({ edits, leftOut, known });
}

/** Two runs of one problem share its question; what a model said to it has to be shared as well, where both have that. */
function areOfOneRun(trace: Trace, other: Trace, here: ReadonlyMap<StepId, StepId>): boolean {
  const isAnswered = ({ steps }: Trace): boolean => [...steps.values()].some(({ parent }) => parent !== null);
  if (!isAnswered(trace) || !isAnswered(other)) return here.size > 0;
  return [...here.values()].some((step) => trace.steps.get(step)?.parent !== null);
}

const raterOf = ({ rater }: Judgement, me: Rater): Rater => (rater.id === ME.id ? me : rater);

/** All of a judgement but its id, which two files may have chosen alike. */
const wordsOf = ({ id: _, ...judgement }: Judgement): string => JSON.stringify(judgement);

/** For each step of `other` the same step here, where there is one; parents are matched before their children. */
function matchSteps(trace: Trace, other: Trace): ReadonlyMap<StepId, StepId> {
  const matched = new Map<StepId, StepId>();
  const waiting: (readonly [StepId | null, StepId | null])[] = [[null, null]];
  // A list and not recursion: a line may be a hundred thousand steps long.
  for (let pair = waiting.pop(); pair; pair = waiting.pop()) {
    const [hereParent, thereParent] = pair;
    const free = new Set(childrenOf(trace, hereParent, true));
    for (const there of childrenOf(other, thereParent, true)) {
      const same = [...free].find((here) => here.id === there.id && saySame(here, there));
      const here = same ?? [...free].find((one) => saySame(one, there));
      if (!here) continue;
      free.delete(here);
      matched.set(there.id, here.id);
      waiting.push([here.id, there.id]);
    }
  }
  return matched;
}

/** Pictures are named by their bytes, so that a body tells which picture it is of. What a reference says may differ. */
function saySame(a: Step, b: Step): boolean {
  if (a.body.kind !== b.body.kind || a.raw !== b.raw) return false;
  switch (a.body.kind) {
    case "problem":
      return b.body.kind === "problem" && a.body.question === b.body.question && isSame(a.body.images, b.body.images);
    case "action":
      // A box may have been read again in another space: the words decide.
      return b.body.kind === "action" && (a.raw !== "" || isSame(a.body.action, b.body.action));
    case "observation":
      return b.body.kind === "observation" && a.body.image === b.body.image && a.body.text === b.body.text;
    default:
      return "text" in b.body && a.body.text === b.body.text;
  }
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The same target among the steps and images here; null where it is of none of them. */
function moveTarget(target: JudgementTarget, here: ReadonlyMap<StepId, StepId>, trace: Trace): JudgementTarget | null {
  switch (target.kind) {
    case "trace":
      return target;
    case "region":
      return trace.images.has(target.image) ? target : null;
    case "step":
    case "words": {
      const step = here.get(target.step);
      return step === undefined ? null : { ...target, step };
    }
    case "link": {
      const [cause, effect] = [here.get(target.cause), here.get(target.effect)];
      return cause === undefined || effect === undefined ? null : { ...target, cause, effect };
    }
    case "missing-step": {
      const after = here.get(target.after);
      return after === undefined ? null : { ...target, after };
    }
  }
}
