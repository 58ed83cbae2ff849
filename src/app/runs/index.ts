// The runs of a log, or of the traces that are kept, beside the branches: to be looked through and judged one by one.
//
//   run       one record of a log, or one trace that is kept
//   row       what the list says of a run
//   found     the runs that fit the filter, in its order; they stay in the worker, and rows are fetched
//   progress  how many of those that were found this person has judged
//
// Say "run", not "record" or "sample"; say "judged", not "done" or "labelled".
export { QueueWatch, RunsPanel } from "./Runs";
