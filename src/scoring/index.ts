// Scoring says how good a line is: pure functions from what was said and a reference to a score that explains itself.
// Each family of rewards is one file under `rewards`, and all of them are one table.
//
//   rollout     a line as rewards read it: the question, the model's turns to the letter, what each was shown
//   reference   what is known of the right answer, handed in by whoever knows it
//   correctness   an answer held against the reference: right, wrong, or not given
//   score       a number with what it is made of, what was read for it, its formula, and where the formula is from
//   part        one term of a score: its value, its weight, and the steps it rests on
//   reward      makes scores of lines, or of a group of them
//   form        whether a reward is as the paper has it or as its code has it, where the two differ
//   need        what a reward cannot do without: the right answer, boxes, a judge
//   judge       whoever decides where a paper asks a model; a rule can
//   group       rollouts of one problem
//   rate        a figure about the rollouts of one problem that a trainer watches beside their scores
//   brief score   a score as a list keeps it
//   advantage   how much better a rollout is than the others of its group
//   composed reward   one put together from others by weights and conditions, kept as a file
//
// Say "score", not "grade" or "metric"; say "correctness", not "judgement", which is a rater's; say "rollout" for what
// is scored, "line" for the steps of it.
export {
  type ComposeRefusal,
  composedOrNamed,
  composeReward,
  parseRewardFile,
  printRewardFile,
  REWARD_FILE_VERSION,
  type RewardFile,
  readRewardFile,
} from "./compose";
export {
  ADVANTAGES,
  type AdvantageName,
  advantagesIn,
  advantagesOf,
  type BatchStatistics,
  batchStatistics,
  type GroupStatistics,
  groupStatistics,
} from "./group";
export {
  type AskedJudge,
  askJudge,
  type Judge,
  type JudgeRequest,
  type JudgeVerdict,
  RULE_JUDGE,
  readEquivalence,
  readJudgement,
  readYesNo,
} from "./judge";
export { isRightForMpo } from "./mpo";
export { firstBadStep, isGoodStep, LABEL_RULES, type LabelRule } from "./processLabel";
export { matchOf } from "./reading/alike";
export {
  ANSWER_KINDS,
  type AnswerKind,
  answerOf,
  type Correctness,
  correctnessOf,
  plainReference,
  type Reference,
  referenceAlong,
} from "./reference";
export {
  type GroupReward,
  type LineReward,
  NEEDS,
  type Need,
  type Rate,
  type Reward,
  type ScoreRefusal,
  scoreGroup,
  scoreOne,
  type Told,
} from "./reward";
export { crystalRewards, EMBEDDING_THRESHOLD, type Similarity } from "./rewards/crystal";
export { deepEyesSelection, type Selection, type SelectionSamples } from "./rewards/deepEyesSelection";
export { gymReward } from "./rewards/gym";
export { completionOf, type Rollout, type RolloutTurn, rolloutOf } from "./rollout";
export { type BriefScore, type BriefScored, briefOf, judgeByRule, scoreRuns } from "./runs";
export type { ParsedAnswers, Score, ScorePart, ScoreSource } from "./score";
export { REWARDS, rewardNamed } from "./table";
