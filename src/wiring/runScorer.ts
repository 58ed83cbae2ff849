import type { RunScorer } from "../logs";
import type { ChosenReward, RunScore } from "../opening";
import type { Reward, Score } from "../scoring";
import { lineThrough, type Trace } from "../trace";

/** So much of an answer stays in a list: the run itself has all of it. */
const ANSWER_LENGTH = 120;

/**
 * A reward for the runs of a list; null where there is none of that name, or its file makes none. Whether two answers are
 * the same, a rule says where a paper asks a model; a reward that asks a model for more gives no scores.
 */
export async function openScorer({ name, file }: ChosenReward): Promise<RunScorer | null> {
  // Rewards are of no use before one is chosen.
  const scoring = await import("../scoring");
  const opened = scoring.composedOrNamed(name, file ?? undefined);
  if (!opened.ok) return null;
  const reward = opened.value;
  return {
    inGroups: reward.scores === "group",
    score: (runs) => scoreRuns(scoring, reward, runs),
    statistics(groups) {
      const several = groups.filter(({ length }) => length > 1);
      const { groups: count, shareUniform } = scoring.batchStatistics(several);
      const { rollouts, mean, spread, least, most } = scoring.groupStatistics(groups.flat());
      return { scored: rollouts, mean, spread, least, most, groups: count, shareUniform };
    },
  };
}

/** Scores the newest line of each trace; all are of one problem, of which the first one's log says what is right. */
function scoreRuns(
  { referenceAlong, plainReference, rolloutOf, scoreGroup, RULE_JUDGE }: typeof import("../scoring"),
  reward: Reward,
  runs: readonly Trace[],
): readonly RunScore[] {
  const lines = runs.map((trace) => lineThrough(trace, null));
  const [first = []] = lines;
  const reference = referenceAlong(first) ?? plainReference(null);
  const rollouts = runs.map(({ images }, i) => rolloutOf(lines[i] ?? [], images));
  const judge = reward.asks?.every((kind) => kind === "same-answer") ? RULE_JUDGE : null;
  const scored = scoreGroup(reward, rollouts, { reference, judge });
  if (scored.ok) return scored.value.map(scoredAs);
  const { code } = scored.error;
  return runs.map(() => ({ kind: "refused", code }));
}

const scoredAs = ({ value, formula, parsed }: Score): RunScore => ({
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
