import { branchOf, isSearched, isTold, judgementsOf, type Step, stepOfScore, type Trace } from "../trace";

/**
 * The steps that make up a person's own action and what it showed, where nothing has been built on them: no step has
 * grown, nothing was said of them. Changing such an action is still the same gesture, so it takes the old one's place
 * instead of standing beside it. Empty for anything else. Children come first, the order in which they can be removed.
 */
export function untouchedDraft(trace: Trace, step: Step): readonly Step[] {
  if (step.author !== "human" || step.body.kind !== "action") return [];
  const branch = branchOf(trace, step.id);
  const bare = branch.every((part) => part === step || part.body.kind === "observation");
  return bare && branch.length <= 2 && branch.every((part) => isUnremarked(trace, part)) ? branch.toReversed() : [];
}

const isUnremarked = (trace: Trace, { id, title, starred, removed }: Step): boolean =>
  title === "" &&
  !starred &&
  !removed &&
  judgementsOf(trace, id).length === 0 &&
  !isSearched(trace, id) &&
  !isTold(trace, id) &&
  !trace.scores.some((score) => stepOfScore(score) === id);
