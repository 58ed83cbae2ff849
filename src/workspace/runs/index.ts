// The model thinks on: a run from the step in sight, in a dialect, by the limits that a person set.
//
//   asked dialect  the words in which the model is asked, whatever the trace was written in
export {
  askedDialect,
  chooseDialect,
  defaultInstructions,
  dialectOfStep,
  dialectToAsk,
  NATIVE,
  readingOf,
  spokenNames,
  systemOf,
  systemTitles,
  tellOfDialect,
} from "./dialects";
export type { SystemTitle } from "./foreign";
export { REQUEST_FORMS, type RequestForm, requestText } from "./requestText";
export { hurryRun, limitsFor, runFromHere, runFromToken, samplingFor, stopRun } from "./run";
