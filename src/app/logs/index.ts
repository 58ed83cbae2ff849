// Logs are other systems' files of runs; opening one makes a trace of a run in it.
export { ImportBanner } from "./ImportBanner";
export { givePictures, openLog } from "./logs";
export { RecordsDialog } from "./RecordsDialog";
