import { err, mapResult, ok, type Result, unreachable } from "../base";
import type { Judge, JudgeRequest } from "./judge";
import type { Reference } from "./reference";
import type { Rollout } from "./rollout";
import type { Score, ScoreFacts } from "./score";

export const NEEDS = ["answer", "boxes", "steps", "key-steps", "judge"] as const;
/** What a reward cannot do without beside the line itself. */
export type Need = (typeof NEEDS)[number];

/** Why a line has no such score. */
export interface ScoreRefusal {
  readonly code: `missing-${Need}`;
  /** What to do about it. */
  readonly message: string;
}

/** What a reward is told beside the line. */
export interface Told {
  readonly reference: Reference;
  /** Null where nobody judges. */
  readonly judge: Judge | null;
}

interface RewardFacts extends ScoreFacts {
  /** Which of a paper's two formulas it is, where the paper and its code differ; null where they do not. */
  readonly form: "code" | "paper" | "mended" | null;
  /** In one sentence: the formula, and what is particular about it. */
  readonly says: string;
  readonly needs: readonly Need[];
  /** What it asks of a judge; left out where it asks nothing. */
  readonly asks?: readonly JudgeRequest["kind"][];
  /** The names of its parts, in their order. */
  readonly parts: readonly string[];
  /** No score is outside of these. */
  readonly range: readonly [least: number, most: number];
}

/** A reward of single lines. What it needs is there when `score` is called: `scoreGroup` sees to that. */
export interface LineReward extends RewardFacts {
  readonly scores: "line";
  score(rollout: Rollout, told: Told): Score;
}

/** A reward of several rollouts of one problem, of which each is worth what it is beside the others. */
export interface GroupReward extends RewardFacts {
  readonly scores: "group";
  score(rollouts: readonly Rollout[], told: Told): readonly Score[];
  /** What its trainer watches of the rollouts of one problem; left out where it watches nothing. */
  rates?(rollouts: readonly Rollout[], told: Told): readonly Rate[];
}

/** A figure about several rollouts of one problem, under its name. */
export interface Rate {
  readonly name: string;
  readonly value: number;
}

export type Reward = LineReward | GroupReward;

/** Scores rollouts of one problem, in their order. Refused where something is missing that the reward needs. */
export function scoreGroup(
  reward: Reward,
  rollouts: readonly Rollout[],
  told: Told,
): Result<readonly Score[], ScoreRefusal> {
  const missing = reward.needs.find((need) => !isThere(need, told));
  if (missing) return err({ code: `missing-${missing}`, message: `${reward.name}: ${MESSAGES[missing]}` });
  return ok(
    reward.scores === "group" ? reward.score(rollouts, told) : rollouts.map((rollout) => reward.score(rollout, told)),
  );
}

/** Scores one rollout; a reward of groups sees a group of one. */
export const scoreOne = (reward: Reward, rollout: Rollout, told: Told): Result<Score, ScoreRefusal> =>
  mapResult(scoreGroup(reward, [rollout], told), (scores) => {
    const [score] = scores;
    if (!score) throw new Error(`No score for a line: ${reward.name}`);
    return score;
  });

const MESSAGES: Readonly<Record<Need, string>> = {
  answer: "the right answer is not known; give a reference with one",
  boxes: "no box is known to be right; give a reference with boxes, in pixels of the image",
  steps: "no right way is known; give a reference with its steps",
  "key-steps": "nothing is known that a right way has to mention; give a reference with key steps",
  judge: "its answers are compared by a judge; choose a model or a rule for that",
};

function isThere(need: Need, { reference, judge }: Told): boolean {
  switch (need) {
    case "answer":
      return reference.answer !== null;
    case "boxes":
      return (reference.boxes?.length ?? 0) > 0;
    case "steps":
      return (reference.steps?.length ?? 0) > 0;
    case "key-steps":
      return reference.keySteps !== undefined;
    case "judge":
      return judge !== null;
    default:
      return unreachable(need);
  }
}
