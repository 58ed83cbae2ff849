// Exports: traces as files that trainers and annotation tools read.
//
//   target    whose form the files have
//   scope     which lines are exported
//   plan      what would be written: rows, what is left out or changed, what the reader has to be told
//   told      something that is left out or changed, with its place
//
// Say "export", not "download"; "target", not "format".
export { ExportDialog } from "./ExportDialog";
