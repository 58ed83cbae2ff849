// Opening is how logs of other systems become traces.
//
//   log         a file that some system kept its runs in
//   contents    the records of a file, and what of it was not understood
//   stand-in    what holds the place of a picture that nobody has
//   group       records of one problem, which are opened as branches of one trace
//   report      what became of a record, and what of it was not understood
//
//   reread      take the numbers of a trace in another space, and cut again what was cut by us
//   entry       what a list says of a record; the record itself is read again when it is wanted
//
// readLog gives records, openSource gives them one by one from a stream, openRecord makes a trace of one. Both are pure but for the ports they are handed.

export { grouped, type LogContents, unread } from "./contents";
export type { GivenFile, LogFacts, LogProgress } from "./given";
export { groupOf } from "./group";
export { type ChatMessage, messagesOfTrace, type Translated, translate } from "./messages";
export { soundsLikeRun } from "./notebookRuns";
export type { Assumption, WhySize, WhyTurned } from "./numbers";
export { type OpenedBranch, type OpenedGroup, type OpenedRecord, openGroup, openRecord } from "./openRecord";
export { createPictureNames, isPictureName, type PictureMatch, type PictureNames } from "./pictureNames";
export type { FoundImage, OpeningPorts } from "./ports";
export { readLog, readLogLine } from "./readLog";
export { agreementOf, type Comparison, type RecordReport } from "./report";
export { type RereadRefusal, rereadEdit } from "./reread";
export { standInId } from "./standIn";
export type { ByteSource } from "./stream/bytes";
export { entryOf, type RecordEntry } from "./stream/entry";
export { ALL_RECORDS, type RecordFilter, recordTest } from "./stream/filter";
export type { LogItem, LogSource, RecordAt } from "./stream/item";
export { openSource, STREAM_LIMITS, type StreamLimits } from "./stream/streamLog";
export { type KeptValue, openValues } from "./stream/values";
export { openWorkbook } from "./stream/workbook";
