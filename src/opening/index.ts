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
//   mapping     how records of a form that nobody knows are read: which of their fields is what, as a person says
//   sureness    what a record's system was recognised by
//   raw         the text that a record was read out of, in rows, and where in it a finding stands
//
// readLog gives records, openSource gives them one by one from a stream, openRecord makes a trace of one. Both are pure but for the ports they are handed.

export { countOf, grouped, type LogContents, type UnknownValue, unread } from "./contents";
export type { GivenFile, LogFacts, LogProgress, LogsGiven, RawFacts, RawOf, SearchProgress } from "./given";
export { groupOf } from "./group";
export { MAPPED_FORM, mappedRecords } from "./mapping/apply";
export { draftMapping } from "./mapping/draft";
export { type FieldFacts, fieldsOf, listsIn, mappingsFor, recordsOf } from "./mapping/fields";
export {
  EMPTY_MAPPING,
  FIELD_ROLES,
  type FieldRole,
  type LogMapping,
  MAPPING_FORMAT,
  type MappingRefusal,
  parseMapping,
  parseMappingText,
  printMapping,
} from "./mapping/mapping";
export { sampleOf } from "./mapping/sample";
export { type ChatMessage, messagesOfTrace, type Translated, translate } from "./messages";
export { soundsLikeRun } from "./notebookRuns";
export type { Assumption, WhySize, WhyTurned } from "./numbers";
export { type OpenedBranch, type OpenedGroup, type OpenedRecord, openGroup, openRecord } from "./openRecord";
export { createPictureNames, isPictureName, type PictureMatch, type PictureNames } from "./pictureNames";
export type { FoundImage, OpeningPorts } from "./ports";
export type { RawSpan } from "./raw/locate";
export { openRaw, type RawRecord, type RawRow } from "./raw/rawRecord";
export { parseJson, readLog, readLogLine, readLogLines } from "./readLog";
export { candidates, type Recognised, recognise, SURENESS, type Sureness } from "./recognise";
export { agreementOf, type Comparison, type RecordReport } from "./report";
export { type RereadRefusal, rereadEdit } from "./reread";
export { standInId } from "./standIn";
export type { ByteSource } from "./stream/bytes";
export { entriesOf, entryOf, type ListedIn, type ListedRun, listedTrace, type RecordEntry } from "./stream/entry";
export {
  ALL_RECORDS,
  type ChosenReward,
  goesByReward,
  inOrder,
  isJudgedBy,
  RECORD_ORDERS,
  type RecordFilter,
  type RecordOrder,
  type RewardRange,
  recordTest,
  SEARCHED,
  type Searched,
  wordsSought,
} from "./stream/filter";
export type { LogItem, LogPiece, LogSource, PlacedValue, RecordAt } from "./stream/item";
export { mappedSource, recordsOfValue } from "./stream/mapped";
export { BYTES_READ_TOGETHER, itemsOfPieces, READ_TOGETHER } from "./stream/piece";
export { type RunJudged, RunList, type RunPlace, type RunStep } from "./stream/runList";
export { BEGINNING_BYTES, fingerprintOf, firstPicture, nameOfRuns, runNameOf, wordsOf } from "./stream/runName";
export type { RewardStatistics, RunScore } from "./stream/runScore";
export { openSource, STREAM_LIMITS, type StreamLimits } from "./stream/streamLog";
export { type KeptValue, openValues } from "./stream/values";
export { openWorkbook } from "./stream/workbook";
