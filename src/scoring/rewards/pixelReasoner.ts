import { correctnessOf } from "../reference";
import type { GroupReward, Rate, Told } from "../reward";
import { asks, imagesGiven, type Rollout, type RolloutTurn, showsPicture } from "../rollout";
import { part, printed, type Score, scoreOf } from "../score";

const SOURCE = {
  title: "Pixel-Reasoner",
  reference: "TIGER-AI-Lab/Pixel-Reasoner@a3a6c3a, curiosity_driven_rl/openrlhf/trainer/ppo_utils/experience_maker.py",
};

/** H: below this share of rollouts that look, looking is worth a bonus. */
const LEAST_SHARE = 0.3;
/** β: what each operation beyond the first N = 1 costs. */
const COST = 0.05;
/** α of the paper. */
const ALPHA = 0.5;
/** What the code divides by, and then multiplies with, in the place of α. */
const CODE = { image: 2, video: 1.5, factor: 0.25 };

/** How a rollout used visual operations. */
export interface VisualOperations {
  /** Turns that ended in one: the system performs one a turn. */
  readonly turns: readonly RolloutTurn[];
  /** The last one showed no picture, and the model went on without another. */
  readonly lastFailed: boolean;
  readonly failed: number;
}

export function visualOperations({ turns }: Pick<Rollout, "turns">): VisualOperations {
  const calling = turns.filter(asks);
  const failed = calling.filter((turn, i) => isFailed(turn, i < turns.length - 1));
  const last = calling.at(-1);
  return {
    turns: calling,
    failed: failed.length,
    lastFailed: last !== undefined && failed.at(-1) === last && last !== turns.at(-1),
  };
}

/** A call that was answered without a picture. The last turn of a rollout may just not have been answered any more. */
const isFailed = ({ shown }: RolloutTurn, goesOn: boolean): boolean =>
  (goesOn || shown.length > 0) && !shown.some(showsPicture);

/** Several pictures to choose from are frames of a film. */
const isVideo = (rollout: Rollout): boolean => imagesGiven(rollout).length > 1;

const isRight = ({ line }: Rollout, { reference }: Told): boolean => correctnessOf(line, reference) === "right";

/** RaPR: the share of rollouts of one problem that use a visual operation; 0 where there are none. */
export const shareLooking = (rollouts: readonly Rollout[]): number =>
  rollouts.filter((rollout) => visualOperations(rollout).turns.length > 0).length / Math.max(1, rollouts.length);

interface Terms {
  readonly right: boolean;
  readonly curiosity: number;
  readonly curiosityWeight: number;
  readonly penalty: number;
  readonly formula: string;
}

type TermsOf = (rollout: Rollout, told: Told, share: number) => Terms;

const paperTerms: TermsOf = (rollout, told, share) => {
  const count = visualOperations(rollout).turns.length;
  const right = isRight(rollout, told);
  const curiosity = count > 0 ? Math.max(LEAST_SHARE - share, 0) : 0;
  const penalty = Math.min(1 - count, 0);
  const formula = `${Number(right)} + ${ALPHA} × max(${LEAST_SHARE} − ${printed(share)}, 0) × ${Number(count > 0)} + ${COST} × min(1 − ${count}, 0)`;
  return { right, curiosity, curiosityWeight: ALPHA, penalty, formula };
};

const codeTerms: TermsOf = (rollout, told, share) => {
  const { turns, lastFailed } = visualOperations(rollout);
  const count = turns.length;
  // A right answer straight upon an operation that failed counts as wrong.
  const right = isRight(rollout, told) && !lastFailed;
  if (count === 0) return { right, curiosity: 0, curiosityWeight: 1, penalty: 0, formula: String(Number(right)) };
  const divisor = isVideo(rollout) ? CODE.video : CODE.image;
  const curiosity = (Math.max(LEAST_SHARE - share, 0) / divisor / share) * CODE.factor;
  const formula = `${Number(right)} + max(${LEAST_SHARE} − ${printed(share)}, 0) ÷ ${divisor} ÷ ${printed(share)} × ${CODE.factor} − ${COST} × (${count} − 1)`;
  return { right, curiosity, curiosityWeight: 1, penalty: 1 - count, formula };
};

const scoredBy =
  (facts: Pick<GroupReward, "name" | "source">, termsOf: TermsOf) =>
  (rollouts: readonly Rollout[], told: Told): readonly Score[] => {
    const share = shareLooking(rollouts);
    return rollouts.map((rollout) => {
      const { right, curiosity, curiosityWeight, penalty, formula } = termsOf(rollout, told, share);
      const { turns } = visualOperations(rollout);
      const calls = turns.flatMap(({ steps }) => steps.filter(({ body }) => body.kind === "action"));
      const answer = rollout.line.at(-1);
      const parts = [
        part("correctness", Number(right), 1, answer ? [answer] : []),
        part("curiosity", curiosity, curiosityWeight, calls),
        part("penalty", penalty, COST, calls.slice(1)),
      ];
      const said = answer?.body.kind === "answer" ? told.reference.readAnswer(answer.body.text) : null;
      return scoreOf(facts, parts, { answer: said, reference: told.reference.answer }, formula);
    });
  };

/**
 * What Pixel-Reasoner watches of the rollouts of one problem while it trains. Whether one is right that never looked says
 * that the problem does not need to be looked at; difficulty is from 0, hardest, to 4, where every rollout is right.
 */
function ratesOf(rollouts: readonly Rollout[], told: Told): readonly Rate[] {
  const count = Math.max(1, rollouts.length);
  const operations = rollouts.map(visualOperations);
  const total = operations.reduce((sum, { turns }) => sum + turns.length, 0);
  const failed = operations.reduce((sum, each) => sum + each.failed, 0);
  const right = rollouts.map((rollout) => isRight(rollout, told));
  const accuracy = right.filter(Boolean).length / count;
  const blind = right.some((is, i) => is && operations[i]?.turns.length === 0);
  return [
    { name: "RaPR", value: shareLooking(rollouts) },
    { name: "operations", value: total / count },
    { name: "failed operations", value: total === 0 ? 0 : failed / total },
    { name: "correctness", value: accuracy },
    { name: "right without looking", value: Number(blind) },
    { name: "difficulty", value: DIFFICULTY_BOUNDS.filter((bound) => accuracy >= bound).length },
  ];
}

const DIFFICULTY_BOUNDS = [1 / 8, 3 / 8, 6 / 8, 1];

const COMMON = {
  scores: "group",
  source: SOURCE,
  needs: ["answer"],
  parts: ["correctness", "curiosity", "penalty"],
  rates: ratesOf,
} as const;

const PAPER = { ...COMMON, name: "pixel-reasoner-paper" };
export const pixelReasonerPaper: GroupReward = {
  ...PAPER,
  form: "paper",
  says: "r + 0.5 × max(0.3 − RaPR, 0) where the line looks, − 0.05 for each operation beyond the first.",
  range: [Number.NEGATIVE_INFINITY, 1 + ALPHA * LEAST_SHARE],
  score: scoredBy(PAPER, paperTerms),
};

const IN_CODE = { ...COMMON, name: "pixel-reasoner" };
export const pixelReasoner: GroupReward = {
  ...IN_CODE,
  form: "code",
  says: "Where the line looks: r + max(0.3 − RaPR, 0) ÷ (2 for pictures, 1.5 for films) ÷ RaPR × 0.25 − 0.05 × (n − 1).",
  // The bonus grows without end as the share of rollouts that look goes to nought.
  range: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  score: scoredBy(IN_CODE, codeTerms),
};
