// Exports: lines of traces, with what raters said of them, as the files that trainers and annotation tools read.
//
//   target      one consumer's form, and the pure writer of it
//   plan        what a target makes of an input: files, rows, what was left out or changed, settings, a preview
//   line        the steps from a root to a leaf, as turns of parts in the words of a dialect
//   part        words, a picture, or the words of an action with the places in them
//   row         one example as the consumer counts them
//   placeholder   what stands in a row's words where a picture goes
//   reason      why something was left out or changed; a code with a sentence
//   setting     what the consumer must be told, for its own defaults would cut or drop rows
//
// Say "target", not "format" or "exporter"; "row", not "sample" or "record"; "left out", not "skipped" or "filtered".
export { ANNOTATION_TARGETS } from "./annotation/targets";
export type {
  ExportInput,
  ExportLine,
  ExportPart,
  ExportTurn,
  PlaceInWords,
  ScoreOfStep,
  StepRating,
} from "./contract/form";
export type { ExportPicture, PictureSource } from "./contract/pictures";
export { REASONS, type ReasonCode } from "./contract/reasons";
export type { ExportRequest } from "./contract/request";
export {
  type ExportFile,
  type ExportPlan,
  type ExportTarget,
  type Lengths,
  type Setting,
  TARGET_GROUPS,
  TARGET_NEEDS,
  type TargetGroup,
  type TargetNeed,
} from "./contract/target";
export type { ExportPlace, Told } from "./contract/told";
export { exportInput } from "./lines/exportInput";
export { hasToolMarks } from "./lines/toolMarks";
export { bytesOfFile, planExport } from "./planExport";
export { readmeOf } from "./readme";
export { TRAINING_TARGETS } from "./targets";
