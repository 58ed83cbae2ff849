// The gym: problems made by rule, one at a time or many, and how often the model gets them right.
//
//   sort        of problem: a family, or a trap
//   condition   what the model is given: its looks, none, or a person's first move
//   trial       one run to make: a problem under a condition; its result has the run as a trace
//   batch       many trials, one after the other, beside the open trace
//   tally       what many results come to
export { GymDialog } from "./GymDialog";
