// Logs are other systems' files of runs; opening one makes a trace of a run in it.
//
//   list     the runs of a log, by the entries that the worker keeps of them
//   report   what became of a run: what was read, what was not, and which pictures are missing
export { ImportBanner } from "./ImportBanner";
export { LogDialogs } from "./LogDialogs";
