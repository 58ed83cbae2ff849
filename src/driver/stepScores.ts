import type { SearchNode } from "../search";
import { parentOf, type Step, type StepId, stepIdFrom, type Trace } from "../trace";
import { type Driven, searchesIn } from "./driven";
import type { JudgePlan } from "./plan";
import { tokenText } from "./tokens";

/** What a search found a step worth, in whatever its judge counts in. */
export interface StepScore {
  readonly score: number;
  /** Over how many rollouts it is a mean; null where it is what a judge said of the step itself. */
  readonly visits: number | null;
  /** Who judged: the name of a reward, `likelihood`, `model` or `person`. */
  readonly by: string;
}

/**
 * What searches of a trace found its steps worth, by the step that a node ends in; what an action showed belongs to the
 * action. Where a search carried values up the tree, that is the mean of what came of a step, as Math-Shepherd (arXiv
 * 2312.08935) labels steps; else what the judge said of it. Of several searches the last one counts.
 */
export function stepScoresOf(trace: Trace): ReadonlyMap<StepId, StepScore> {
  const scores = new Map<StepId, StepScore>();
  for (const found of searchesIn(trace)) {
    if (!found.ok) continue;
    const by = nameOfJudge(found.value.plan.judge);
    for (const node of found.value.state.tree) {
      const step = saidIn(node, trace);
      const score = scoreOf(node, found.value);
      if (step && score) scores.set(step.id, { ...score, by });
    }
  }
  return scores;
}

const nameOfJudge = (judge: JudgePlan): string => (judge.kind === "reward" ? judge.reward : judge.kind);

/** The step that a node is about; the root is not about any, and tokens of a reading are no steps. */
function saidIn({ parent, content }: SearchNode, trace: Trace): Step | null {
  if (parent === null || tokenText(content) !== null) return null;
  let step = trace.steps.get(stepIdFrom(content));
  while (step?.body.kind === "observation") step = parentOf(trace, step);
  return step ?? null;
}

/** Only these carry values up; elsewhere a value is what the search began with. */
const CARRIES: ReadonlySet<Driven["plan"]["method"]["name"]> = new Set(["comcts", "puct"]);

function scoreOf(node: SearchNode, { plan }: Driven): Omit<StepScore, "by"> | null {
  if (CARRIES.has(plan.method.name)) return node.visits > 0 ? { score: node.value, visits: node.visits } : null;
  return node.rating === null ? null : { score: node.rating, visits: null };
}
