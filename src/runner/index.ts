// A runner lets a model think on from a line: it shows the line, reads the words, performs the action and appends
// what was seen. It yields edits and holds no trace.
//
//   port     what a run needs of the world, declared here and fitted elsewhere: a model, eyes, surroundings
//   turn     what the model says between two observations
//   draft    what the model is in the middle of saying
//   outcome  how a run ended
//
// Say "run", not "session" or "inference".
export { type Observed, observationStep, observe, observedEdits } from "./observe";
export type { RunEvent, RunLimits, RunOptions, RunOutcome, RunPhase } from "./options";
export type { Eyes, ModelEvent, ModelRequest, RunModel, SeenImage, Surroundings } from "./ports";
export { run } from "./run";
export type { Draft } from "./turn";
