// Searches for a better branch, from their form to their tree.
//
//   judge  who scores: a reward, the model itself, another one, or the person
//   steer  what a person does to a search: prune, pin, rate, add
export { scoreByAsking } from "./askedScore";
export { modelsBeside } from "./besideModels";
export { judgeForPlan, referenceForScores } from "./judges";
export {
  addStepByHand,
  answerSearch,
  endSearch,
  pauseSearch,
  resumeSearch,
  type SearchAsked,
  startSearch,
  steerSearch,
} from "./searches";
