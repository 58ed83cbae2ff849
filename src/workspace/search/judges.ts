import { err, ok, type Result } from "../../base";
import {
  createLikelihoodJudge,
  createModelJudge,
  createRewardJudge,
  type GrowTools,
  type SearchJudge,
  type SearchPlan,
} from "../../driver";
import { referenceOf } from "../../evaluation";
import type { RunModel } from "../../runner";
import {
  composedOrNamed,
  type Judge,
  plainReference,
  type Reference,
  referenceAlong,
  rolloutOf,
  scoreOne,
} from "../../scoring";
import { lineTo, type StepId, type Trace } from "../../trace";
import { gymProblemOf } from "../documents";

/** What is known to be right of the problem that a step is about; a reference without an answer where nothing is. */
export async function referenceForScores(trace: Trace, step: StepId | null): Promise<Reference> {
  const problem = await gymProblemOf(trace);
  if (problem) return referenceOf(problem);
  return referenceAlong(lineTo(trace, step)) ?? plainReference(null);
}

/**
 * Who judges for a plan; null for a person. Refused with a code where the reward lacks what it needs, as when nobody
 * knows the right answer.
 *
 * @param other the model that is asked in the place of the one that is searched with; null where none is
 */
export async function judgeForPlan(
  plan: SearchPlan,
  { trace, root }: { readonly trace: Trace; readonly root: StepId },
  tools: GrowTools,
  other: RunModel | null,
): Promise<Result<SearchJudge | null, string>> {
  const { judge } = plan;
  if (judge.kind === "person") return ok(null);
  if (judge.kind === "likelihood") return ok(createLikelihoodJudge());
  if (judge.kind === "model") return ok(createModelJudge(other));
  const reward = composedOrNamed(judge.reward, judge.file);
  if (!reward.ok) return err(reward.error.code);
  const reference = await referenceForScores(trace, root);
  // Whether anything is missing is told without asking anybody.
  const silent: Judge = { name: "", judge: () => null };
  const tried = scoreOne(reward.value, rolloutOf(lineTo(trace, root), trace.images), { reference, judge: silent });
  if (!tried.ok) return err(tried.error.code);
  const { completions } = judge;
  return ok(createRewardJudge({ reward: reward.value, reference, judge: { asks: other }, completions, tools }));
}
