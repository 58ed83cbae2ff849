// Logs are other systems' files of runs; opening one makes a trace of a run in it.
//
//   run       one record of a log; it opens as a trace of its own
//   list      the runs of a log, by the entries that the worker keeps of them
//   report    what became of a run: what was read, what was not, and which pictures are missing
//   unread    what of a file or a run was not understood; it is told with its place and never passed over
//
// Say "run", not "record" or "sample", on the screen; "record" is its entry in the file.
export { ImportBanner, LogDialogs } from "./Logs";
