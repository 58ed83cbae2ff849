// Where a run stops by itself, and figures that are watched while it goes. Pure: whoever runs asks after every step.
//
//   breakpoint  a condition that a person set, and whether it is on
//   condition   what has to be so of the step that a run has just added
//   hit         a breakpoint that was met, at which step and by which figures
//   watch       a figure of the line so far
//
// Say "breakpoint", not "trigger" or "rule"; "hit", not "match".
export {
  type Breakpoint,
  CONDITION_KINDS,
  type Condition,
  type ConditionKind,
  parseBreakpoints,
  parseWatches,
  USUAL_CONDITIONS,
} from "./breakpoint";
export { type Hit, hitsAt } from "./hits";
export type { LineSoFar } from "./lineSoFar";
export { figureOf, WATCHES, type Watch } from "./watch";
