// The gym: problems made by rule, one at a time or many, and how often the model gets them right.
//
//   sort        what kind of problem it is: a family, or a trap
//   condition   what the model is given: its looks, none, or a person's first move
//   trial       one run to make: a problem under a condition
//   batch       many trials, one after the other, beside the open trace
//   result      what a trial came to; a failure is kept with its run, to be opened
//
// Say "sort" for families and traps together; on the screen it is "problems".
export { GymDialog } from "./GymDialog";
