// What a person changes in the open trace; every change is an edit, told, undone and kept like any other.
//
//   act      an action or a thought by hand, after the step in sight
//   reshape  a box that is dragged: a sibling of the step that it belongs to
//   judge    a verdict, a tag or a note; attached to a step, to words, to a region, to a link, or to a step that is missing
//   hint     what a check noticed; no verdict until it is accepted
//   reread   the places of a step taken in another space
export { actHere, reshapeStep, tell, thinkHere } from "./acts";
export {
  chooseJudged,
  judgeRegion,
  judgeWords,
  link,
  linkBegun,
  missStep,
  pickStep,
  placeOnLine,
  unjudge,
  walkSentences,
} from "./attach";
export { callToolHere, toolCallHere } from "./callTool";
export { answer, hintsAbout, hintsOfRun, waitingHints } from "./hints";
export { currentStep, judge, removeBranch, restoreBranch, star, toggleTag } from "./judge";
export { type LoggedTool, loggedTool } from "./loggedTool";
export { endNote, keepNote, writeNote } from "./note";
export { type ActionNumber, type NumberName, numbersIn, type Unit, withNumber } from "./numbers";
export { type Change, createReshaping } from "./reshaping";
export { hasOthers, readAs as readStepAs, type Scope, type Trial, trialsOf } from "./respace";
export { chooseSubject, leaveSubject, subjectOn } from "./subject";
