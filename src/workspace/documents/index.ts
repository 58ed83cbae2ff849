// A document is the trace that is open, and how it came here and is kept.
//
//   keep       put into storage, from where a reload takes it again
//   unkept     shown, and kept from its first change on
//   last open  what a reload opens
export { createDocuments } from "./documents";
export { type AnswerJudge, gymNameOf, gymProblemOf, type Judgement, judgeOf } from "./gymProblem";
