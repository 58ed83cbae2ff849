// Questions about a line, asked of the model that is loaded, and of many runs of a list.
//
//   finding  the answer to a question, with all that it takes to verify it
//   stale    a finding about a line that was changed since
//   subject  the line, the step and the answer that a question is about
export {
  markStale,
  mayAsk,
  pictureOf,
  questionFor,
  RERUNS,
  startAsking,
  stepFor,
  stopAsking,
  verifyFinding,
} from "./asking";
export { findingAbout, recallFindings } from "./findings";
export { answerFirstError, answerToFirstError, hintOfBisect } from "./firstError";
export { endAskingList, goOnAskingList, pauseAskingList, showAsked, startAskingList } from "./overList";
export { type AskedSubject, type KnownAnswers, knownAnswers, subjectOf } from "./subject";
