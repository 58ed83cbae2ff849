import {
  branchOf,
  type Edit,
  type Judgement,
  type JudgementId,
  type JudgementTarget,
  type StepId,
  type Trace,
} from "../../trace";

/** What was said of one reading, said of another of the same words; and whether that is all that was made of it. */
export interface Carried {
  readonly edits: readonly Edit[];
  readonly isAll: boolean;
}

/**
 * Judgements of the steps below `root`, for the steps that say the same in another reading. A reading with other pictures
 * has the same steps, so that a person's work goes along; the judgements of the one before stay where they are.
 */
export function carryJudgements(trace: Trace, root: StepId, read: Trace, nextId: () => JudgementId): Carried {
  const same = sameSteps(trace, root, read);
  const branch = branchOf(trace, root);
  const own = new Set(branch.map(({ id }) => id));
  const hasMore = branch.some(({ author, starred, title }) => author !== "import" || starred || title !== "");
  const said = [...trace.judgements.values()].filter(({ rater, target }) => rater.id !== "log" && isAbout(target, own));
  const carried = said.map((judgement) => carry(judgement, same, nextId));
  return {
    edits: carried.flatMap((judgement) => (judgement ? [{ kind: "add-judgement" as const, judgement }] : [])),
    isAll: !hasMore && carried.every((judgement) => judgement !== null),
  };
}

const isAbout = (target: JudgementTarget, steps: ReadonlySet<StepId>): boolean => {
  if (target.kind === "link") return steps.has(target.cause);
  if (target.kind === "missing-step") return steps.has(target.after);
  return target.kind === "step" || target.kind === "words" ? steps.has(target.step) : target.kind === "region";
};

/** Null where the other reading has no such step. */
function carry(judgement: Judgement, same: ReadonlyMap<StepId, StepId>, nextId: () => JudgementId): Judgement | null {
  const target = moved(judgement.target, same);
  return target && { ...judgement, id: nextId(), target };
}

function moved(target: JudgementTarget, same: ReadonlyMap<StepId, StepId>): JudgementTarget | null {
  switch (target.kind) {
    case "step":
    case "words": {
      const step = same.get(target.step);
      return step === undefined ? null : { ...target, step };
    }
    case "link": {
      const [cause, effect] = [same.get(target.cause), same.get(target.effect)];
      return cause === undefined || effect === undefined ? null : { ...target, cause, effect };
    }
    case "missing-step": {
      const after = same.get(target.after);
      return after === undefined ? null : { ...target, after };
    }
    // A region is drawn on a picture, and the other reading has another one.
    case "region":
    case "trace":
      return null;
  }
}

/** The steps of two readings that stand in the same place and were read out of the same words. */
function sameSteps(trace: Trace, root: StepId, read: Trace): ReadonlyMap<StepId, StepId> {
  const same = new Map<StepId, StepId>();
  const [other] = read.children.get(null) ?? [];
  const waiting: (readonly [StepId, StepId | undefined])[] = [[root, other]];
  for (let pair = waiting.pop(); pair; pair = waiting.pop()) {
    const [before, after] = [trace.steps.get(pair[0]), pair[1] === undefined ? undefined : read.steps.get(pair[1])];
    if (!before || !after || before.body.kind !== after.body.kind || before.raw !== after.raw) continue;
    same.set(before.id, after.id);
    const children = read.children.get(after.id) ?? [];
    for (const [i, child] of (trace.children.get(before.id) ?? []).entries()) waiting.push([child, children[i]]);
  }
  return same;
}
