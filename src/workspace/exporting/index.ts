// What was kept, judged and marked, written for trainers and annotation tools.
//
//   source   the traces that an export is made of
//   scope    how many of them: the open one, those of the list, all that are kept
export { saveExport } from "./saveExport";
export { type ExportSource, exportSource } from "./source";
