// Logs of other systems: opened, listed, read in another way, and their runs opened one by one.
//
//   reading   what a system's descriptor makes of a record; another may be tried and taken
//   mapping   which field means what, said by a person
//   rollouts  several runs of one question, opened as branches or laid on one picture
export { factsOf, type ReadingFacts } from "./compare";
export type { TriedReading } from "./importing";
export { backToList, inspectRecord, openInspected, showReport } from "./inspect";
export { nameOfOpen } from "./judged";
export { type LastLog, lastLog } from "./lastLog";
export { askForMapping, mapListed, openMapped, saveMapping } from "./mappings";
export { lookFor, standAt, whatWasUnread } from "./openLogs";
export { choosePicture, givePictures, openRecordAt, openSeveral } from "./openRecords";
export { currentReading, readAs, readingAt, takeReading, tryReading } from "./readings";
export { reopenLastLog } from "./reopenLast";
export { openRollouts, showOpenRollouts, showRollouts } from "./rollouts";
export { saveRuns } from "./saveRuns";
