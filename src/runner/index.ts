// A runner lets a model think on from a line: it shows the line, reads the words, performs the action and appends
// what was seen. It yields edits and holds no trace. What performing means stands here once, for everybody.
//
//   port        what a run needs of the world, declared here and fitted elsewhere: a model, a clock and ids; with them
//               goes the tool executor, which `action` declares
//   conditions  what a run is allowed: its limits, and whether its actions are refused
//   turn        what the model says between two observations
//   call        one action of a turn, or all that was read out of a program
//   draft       what the model is in the middle of saying
//   outcome     how a run ended
//   seat        one run's share of a model that several runs ask at the same time
//   recipe      how an image of a trace was made, so that it can be made again
//
// Say "run", not "session" or "inference"; say "perform", not "look" or "see"; say "refuse actions", not "blindfold".
export { turnSoFar } from "./begun";
export { type Observed, type ObservingTools, observationStep, observe, observedEdits } from "./observe";
export type {
  Draft,
  ProgramShown,
  RunConditions,
  RunEvent,
  RunLimits,
  RunOptions,
  RunOutcome,
  RunPhase,
  RunProgram,
} from "./options";
export { executorWithRulesOf, type ImageSizes, performPicture } from "./perform";
export type { ClockAndIds, ModelEvent, ModelRequest, RolloutEvent, RunModel } from "./ports";
export { type ImageRecipe, recipesOf } from "./recipes";
export { run } from "./run";
export { createSeats, type Seat } from "./together";
