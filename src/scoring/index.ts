// Scoring says how good a line is: pure functions from steps and a reference to a score that explains itself. Each
// reward of a paper, or of our own training, is one file.
//
//   reference     what is known of the right answer, handed in by whoever knows it
//   correctness   an answer held against the reference: right, wrong, or not given
//   score         a number with what it is made of, what was read for it, its formula, and where the formula is from
//   part          one term of a score: its value, its weight, and the steps it rests on
//   scorer        makes scores of a step, of a line, or of a batch of lines of one problem
//   advantage     how much better a line is than the others of its batch
//
// Say "score", not "grade" or "metric"; say "correctness", not "judgement", which is a rater's; say "reward" only for
// a score that training is paid in.
export { advantagesOf, groupAdvantage } from "./groupAdvantage";
export { gymReward } from "./gymReward";
export { answerOf, type Correctness, correctnessOf, type Reference } from "./reference";
export {
  type BatchScorer,
  type LineScorer,
  type ParsedAnswers,
  type Score,
  type ScorePart,
  type ScoreSource,
  type StepScorer,
  scoreOf,
} from "./score";
