// For tests of traces and of what is built on them.
//
//   builders  short names give whole, valid values
//   laws      one helper asserts every rule of SPEC.md through every example
//   any…      random edits over few names, so that they often meet
export { anyEdit, anyEntry } from "./arbitrary";
export {
  addImage,
  addJudgement,
  addScore,
  addStep,
  batch,
  built,
  derived,
  entry,
  forked,
  generation,
  imageId,
  judged,
  judgement,
  judgementId,
  produced,
  score,
  source,
  step,
  stepId,
  traceId,
  trunk,
  zoomIn,
} from "./build";
export { expectLawful, expectRefused } from "./laws";
