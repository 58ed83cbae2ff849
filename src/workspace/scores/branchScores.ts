import { breathe, err, ok, type Result } from "../../base";
import type { ChosenReward } from "../../opening";
import {
  advantagesOf,
  composedOrNamed,
  type GroupStatistics,
  groupStatistics,
  judgeByRule,
  type Reference,
  type Reward,
  type Rollout,
  rolloutOf,
  type Score,
  scoreGroup,
} from "../../scoring";
import { childrenOf, lineTo, type Step, type StepId, type Trace } from "../../trace";
import { referenceForScores } from "../search";
import type { Workspace } from "../state";

/** What a reward makes of a branch: of its end, or on average of all ends below a step where branches begin. */
export interface BranchScore {
  readonly value: number;
  /** How many ends the value is the mean of. */
  readonly ends: number;
  /** With its numbers put in; null for a mean. */
  readonly formula: string | null;
  /** GRPO's, within the problem; null for a mean. */
  readonly advantage: number | null;
}

export interface BranchScores {
  /** By the end of a branch, and by its first step where several ends are below it. */
  readonly bySteps: ReadonlyMap<StepId, BranchScore>;
  /** Of all branches of each problem. */
  readonly statistics: GroupStatistics;
}

/** Branches beyond this many have no score here: they are a matter for the command line. */
const MOST_BRANCHES = 2000;
/** Scoring gives way to the page after so long. */
const BREATH_MILLIS = 8;

/** Shows a reward on the branches of the tree from now on; none where null. */
export const showOnBranches = ({ view }: Pick<Workspace, "view">, reward: ChosenReward | null): void =>
  view.setState({ branchReward: reward, branchScores: null });

/**
 * Scores every branch of a trace, problem by problem, and lets the page breathe in between. Refused with the code of what
 * the reward lacks, or of why there is no such reward. What was put away has no score. Null where it was stopped.
 */
export async function scoreBranches(
  { edges }: Pick<Workspace, "edges">,
  trace: Trace,
  chosen: ChosenReward,
  signal: AbortSignal,
): Promise<Result<BranchScores, string> | null> {
  const opened = composedOrNamed(chosen.name, chosen.file ?? undefined);
  if (!opened.ok) return err(opened.error.code);
  const scored = await scoreEnds(opened.value, trace, { signal, edges });
  if (!scored?.ok) return scored;
  const ends = scored.value;
  return ok({
    bySteps: new Map([...meansOf(trace, ends), ...[...ends].map(([id, end]) => [id, endOf(end)] as const)]),
    statistics: groupStatistics([...ends.values()].map(({ score }) => score.value)),
  });
}

/** The end of a branch: its score, and what that is worth among those of its problem, as GRPO reckons it. */
export interface ScoredEnd {
  readonly score: Score;
  readonly advantage: number;
}

/** The score of every branch by its last step. */
export async function scoreEnds(
  reward: Reward,
  trace: Trace,
  among: { readonly signal: AbortSignal } & Pick<Workspace, "edges">,
): Promise<Result<ReadonlyMap<StepId, ScoredEnd>, string> | null> {
  const ends = new Map<StepId, ScoredEnd>();
  for (const [problem, leaves] of problemsOf(trace)) {
    const reference = await referenceForScores(trace, problem);
    const scored = await scoredInParts(reward, rolloutsTo(trace, leaves), reference, among);
    if (!scored?.ok) return scored;
    const advantages = advantagesOf(scored.value.map(({ value }) => value));
    for (const [i, leaf] of leaves.entries()) {
      const score = scored.value[i];
      if (score) ends.set(leaf.id, { score, advantage: advantages[i] ?? 0 });
    }
  }
  return ok(ends);
}

const endOf = ({ score, advantage }: ScoredEnd): BranchScore => ({
  value: score.value,
  ends: 1,
  formula: score.formula,
  advantage,
});

/** The last problem of each branch, with the ends of its branches. */
function problemsOf(trace: Trace): ReadonlyMap<StepId, readonly Step[]> {
  const problems = new Map<StepId, Step[]>();
  const waiting = childrenOf(trace, null).map((step) => ({ step, problem: step.id }));
  let count = 0;
  for (let next = waiting.pop(); next && count < MOST_BRANCHES; next = waiting.pop()) {
    const { step } = next;
    const problem = step.body.kind === "problem" ? step.id : next.problem;
    const children = childrenOf(trace, step.id);
    waiting.push(...children.map((child) => ({ step: child, problem })));
    // A problem that nobody worked on is no branch.
    if (children.length > 0 || step.id === problem) continue;
    problems.set(problem, [...(problems.get(problem) ?? []), step]);
    count++;
  }
  return problems;
}

const rolloutsTo = (trace: Trace, leaves: readonly Step[]): readonly Rollout[] =>
  leaves.map(({ id }) => rolloutOf(lineTo(trace, id), trace.images));

/** Null where it was stopped. */
async function scoredInParts(
  reward: Reward,
  rollouts: readonly Rollout[],
  reference: Reference,
  { signal, edges }: { readonly signal: AbortSignal } & Pick<Workspace, "edges">,
): Promise<Result<readonly Score[], string> | null> {
  const told = { reference, judge: judgeByRule(reward) };
  const scores: Score[] = [];
  // Rollouts that are worth what they are beside the others are scored together.
  const size = reward.scores === "group" ? Math.max(1, rollouts.length) : 1;
  let rested = edges.ambient.nowMillis();
  for (let i = 0; i < rollouts.length; i += size) {
    const scored = scoreGroup(reward, rollouts.slice(i, i + size), told);
    if (!scored.ok) return err(scored.error.code);
    scores.push(...scored.value);
    if (edges.ambient.nowMillis() - rested < BREATH_MILLIS) continue;
    await breathe();
    if (signal.aborted) return null;
    rested = edges.ambient.nowMillis();
  }
  return ok(scores);
}

/** The mean of the ends below each step that begins a branch with several of them. */
function meansOf(trace: Trace, ends: ReadonlyMap<StepId, ScoredEnd>): ReadonlyMap<StepId, BranchScore> {
  const sums = new Map<StepId, { sum: number; count: number }>();
  for (const [leaf, { score }] of ends)
    for (const { id } of lineTo(trace, leaf)) {
      const { sum, count } = sums.get(id) ?? { sum: 0, count: 0 };
      sums.set(id, { sum: sum + score.value, count: count + 1 });
    }
  const means = new Map<StepId, BranchScore>();
  for (const [id, { sum, count }] of sums) {
    const parent = trace.steps.get(id)?.parent ?? null;
    if (count > 1 && childrenOf(trace, parent).length > 1)
      means.set(id, { value: sum / count, ends: count, formula: null, advantage: null });
  }
  return means;
}
