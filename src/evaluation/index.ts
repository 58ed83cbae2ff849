// Evaluation lets a model solve many problems by itself and says what came of them. It has no screen, no session and
// no clock of its own, so that a page, a command and training measure the same.
//
//   attempt     one run of a model on one problem, held against the truth and scored
//   condition   what the model is given: its actions, none of them, or a person's first move, right or wrong
//   trial       an attempt to make: a problem by its name, under a condition
//   batch       the trials of a set, made one after the other
//   pair        the same problem with its looks and with every look refused
//   summary     what one run came to, in numbers
//   tally       what many came to: counts, shares, a standard error
//
// Say "trial", not "test" or "case"; say "summary" and "tally", not "stats".
export { type Attempt, attempt, referenceOf } from "./attempt";
export {
  type BatchResults,
  type Curve,
  curvesOf,
  MOST_LISTED,
  type Row,
  rowsOf,
  runBatch,
  runTrial,
  type Trial,
  type TrialEnd,
  type TrialOptions,
  type TrialResult,
  type TrialRun,
  type TrialSet,
  trialsOf,
  withRun,
} from "./batch";
export { CONDITIONS, type Condition, optionsUnder } from "./condition";
export { kindOfPair, PAIR_KINDS, type Pair, type PairKind, pairsOf } from "./pairs";
export { type SearchRun, searchProblem } from "./searchProblem";
export { type Solved, type SolveOptions, type Solver, solve } from "./solve";
export { isRight, type RunSummary, summaryOf, type Tally, tallyOf } from "./tally";
