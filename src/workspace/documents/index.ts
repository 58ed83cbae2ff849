// A document is the trace that is open, and how it came here and is kept.
//
//   keep       put on the shelf, from where a reload takes it again
//   unkept     shown, and kept from its first change on
//   last open  what a reload opens

export { askForFile, askForFiles, fileName, saveAsFile } from "../files/save";
export type { DocumentState, Imported } from "../state/document";
export { createDocuments, type Documents, looksLikeTrace } from "./documents";
export { gymNameOf, gymProblemOf, type Judgement, judgeOf } from "./gymProblem";
