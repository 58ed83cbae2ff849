import type { Reward } from "./reward";
import { crystalMatch, crystalOrdered } from "./rewards/crystal";
import { deepEyes, deepEyesGeneral, deepEyesMath, deepEyesPaper } from "./rewards/deepEyes";
import { visualRft, vlmR1, vlmR1Paper } from "./rewards/grounding";
import { gymReward } from "./rewards/gym";
import { pixelReasoner, pixelReasonerPaper } from "./rewards/pixelReasoner";
import { r1v } from "./rewards/r1v";
import { r1vl, r1vlPaper } from "./rewards/r1vl";
import {
  reasonRftCaption,
  reasonRftDiscrete,
  reasonRftFunctions,
  reasonRftMath,
  reasonRftMathInCode,
  reasonRftOnlyFull,
  reasonRftPenalty,
  reasonRftSteps,
} from "./rewards/reasonRft";
import { thyme, vThinker } from "./rewards/sandboxed";
import { vilasr, vilasrKept, vilasrPaper } from "./rewards/vilasr";

/** Every reward there is, by its name. Where a paper and its code differ, both are here. */
export const REWARDS: readonly Reward[] = [
  gymReward,
  r1v,
  deepEyes,
  deepEyesGeneral,
  deepEyesMath,
  deepEyesPaper,
  pixelReasoner,
  pixelReasonerPaper,
  vilasr,
  vilasrPaper,
  vilasrKept,
  r1vl,
  r1vlPaper,
  reasonRftDiscrete,
  reasonRftMath,
  reasonRftMathInCode,
  reasonRftFunctions,
  reasonRftOnlyFull,
  reasonRftPenalty,
  reasonRftCaption,
  reasonRftSteps,
  vThinker,
  thyme,
  vlmR1,
  vlmR1Paper,
  visualRft,
  crystalMatch,
  crystalOrdered,
];

const BY_NAME: ReadonlyMap<string, Reward> = new Map(REWARDS.map((reward) => [reward.name, reward]));

/** Null where no reward is called so. */
export const rewardNamed = (name: string): Reward | null => BY_NAME.get(name) ?? null;
