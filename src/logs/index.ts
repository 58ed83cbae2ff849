// Logs of other systems that are open: read in a worker, which keeps an entry for each record and lets the record go. What is
// asked for later is read again from the files.
//
//   reader   the worker's side: lists, searches, reads again
//   listing  an entry for each record, and what was not understood; never the records themselves
//   pool     threads that a long log is read in
//   scorer   a reward that scores runs of a list, handed in
//   client   the page's side; one wire for each set of files
//   archive  a file that packs others: a zip, a tar
//   wire     how the two are connected: a worker, or a stand-in for it in tests
//
// Say "record" for one run in a file; say "entry" for what the list knows of it.
export type { Archive, ArchiveMember, OpenArchive } from "./archive";
export { createLogs, type LogFailure, type Logs, type OpenLog } from "./client";
export {
  answerBatch,
  createPiecePool,
  type FromPoolThread,
  type PiecePool,
  type PoolWire,
  type ToPoolThread,
} from "./pool";
export type { FromLogWorker, LogWire, ToLogWorker } from "./protocol";
export { createLogReader, type LogReader, type LogReaderPorts } from "./reader";
export type { RunScorer, ScoringPorts } from "./runScores";
export { serveLogs } from "./serve";
