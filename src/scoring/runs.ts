import { lineThrough, type Trace } from "../trace";
import { RULE_JUDGE } from "./judge";
import { plainReference, type Reference, referenceAlong } from "./reference";
import { type Reward, scoreGroup } from "./reward";
import { rolloutOf } from "./rollout";
import type { Score } from "./score";

/** A score as a list keeps it: the number, and how it came about, in little. */
export interface BriefScore {
  readonly kind: "scored";
  readonly value: number;
  readonly formula: string;
  /** Cut where they are long; null where none was read. */
  readonly answer: string | null;
  readonly reference: string | null;
  readonly comparedBy: string | null;
}

export type BriefScored = BriefScore | { readonly kind: "refused"; readonly code: string };

/** So much of an answer stays in a list: the run itself has all of it. */
const ANSWER_LENGTH = 120;

/**
 * Scores the newest line of each trace, in their order; all are of one problem. Whether two answers are the same, a rule
 * says where a paper asks a model; a reward that asks a model for more gives no scores.
 *
 * @param known what is right; what the first one's problem brings where it is left out
 */
export function scoreRuns(reward: Reward, runs: readonly Trace[], known?: Reference): readonly BriefScored[] {
  const lines = runs.map((trace) => lineThrough(trace, null));
  const [first = []] = lines;
  const reference = known ?? referenceAlong(first) ?? plainReference(null);
  const rollouts = runs.map(({ images }, i) => rolloutOf(lines[i] ?? [], images));
  const scored = scoreGroup(reward, rollouts, { reference, judge: judgeByRule(reward) });
  if (scored.ok) return scored.value.map(briefOf);
  const { code } = scored.error;
  return runs.map(() => ({ kind: "refused", code }));
}

/** The rule, where it can say all that the reward asks; null where only a model can. */
export const judgeByRule = ({ asks }: Reward): typeof RULE_JUDGE | null =>
  asks?.every((kind) => kind === "same-answer") ? RULE_JUDGE : null;

export const briefOf = ({ value, formula, parsed }: Score): BriefScore => ({
  kind: "scored",
  value,
  formula,
  answer: cut(parsed.answer),
  reference: cut(parsed.reference),
  comparedBy: parsed.comparedBy ?? null,
});

/** A part of a long text keeps all of it alive; a copy does not. */
const cut = (text: string | null): string | null =>
  text === null ? null : (JSON.parse(JSON.stringify(text.slice(0, ANSWER_LENGTH))) as string);
