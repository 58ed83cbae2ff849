// Opening is how logs of other systems become traces.
//
//   log         a file that some system kept its runs in
//   form        how a log is laid out: messages, items, results, a transcript
//   record      one run of a log, the same whatever its form
//   reference   a picture as a log speaks of it: a name, its bytes, or a place where one stood
//   stand-in    what holds the place of a picture that nobody has
//   report      what became of a record, and what of it was not understood
//
// readLog gives records, openRecord makes a trace of one. Both are pure but for the ports they are handed.
export { detectDialect } from "./detect";
export type { Look, SeenImage } from "./looking";
export { type ChatMessage, messagesOfTrace, type Translated, translate } from "./messages";
export { type FoundImage, type OpenedRecord, type OpeningPorts, openRecord } from "./openRecord";
export { type LogContents, readLog, readLogLine } from "./readLog";
export type { ImageReference, LogRecord, Message, MessagePart, Unread } from "./record";
export type { Comparison, RecordReport } from "./report";
export { standInId } from "./standIn";
