// A driver makes searches run: it takes the work that a search wants, does it with models and judges, and turns what
// comes of it into edits of a trace. A search is kept in the trace that it grows, as what was asked and what happened,
// so that it stops, goes on after a reload, and replays from the log.
//
//   plan       what a person asked for: a method with its options, a judge, temperatures, a budget, a seed
//   method     a way to search, with options that a plan can hold
//   driven     a search of a trace as it stands: its plan and its state, which follow from its record
//   growing    letting a model go on from a node, as far as the work says
//   rollouts   several continuations that are asked for at the same time; those of one prompt are computed together
//   meter      counts the tokens of a piece of work, and stops at its limit
//   judge      who says what a node is worth: a reward, the model's own likelihood, a model that is asked, a person
//   lock-step  models that are asked, move by move, what they would do where a line did something
//   move       thoughts up to an action with what that showed, or up to an answer
//   parting    how a model's move stands to the one that the line made
//   completion what a model makes of an unfinished line by itself: how a reward of whole lines rates a part of one
//
// Say "work" for what a search wants, "run" for a model's thinking on; say "likelihood", not "confidence".
export {
  type DriveEnd,
  type DriverTools,
  drive,
  lineToNode,
  questionOf,
  type SearchedDocument,
  withoutKnownImages,
} from "./drive";
export { createFollower, type Driven, type FlawedSearch, type Follower, searchesIn } from "./driven";
export { boundsOf } from "./figures";
export { type Grown, type GrowTools, grow, type Reach } from "./grow";
export { type RatingPoint, ratingHistory } from "./history";
export { judgeByAsking } from "./judge/ask";
export type { JudgeWork, Question, SearchJudge, Verdict } from "./judge/judge";
export { createLikelihoodJudge } from "./judge/likelihood";
export { createModelJudge } from "./judge/model";
export { createRewardJudge, type RewardJudgeOptions } from "./judge/reward";
export { type Likelihood, likelihoodOf } from "./likelihood";
export {
  type ForcedMove,
  isParting,
  type LockStepAnswer,
  lockStep,
  movesOf,
  type Parting,
} from "./lockStep";
export { METHODS, type MethodName, USUAL_METHODS } from "./methods";
export { type JudgePlan, type MethodPlan, parsePlan, type SearchPlan } from "./plan";
export { beginEdit, eventEdit } from "./record";
export { treeSoFar } from "./soFar";
export { type StepScore, stepScoresOf } from "./stepScores";
export { tokenText } from "./tokens";
