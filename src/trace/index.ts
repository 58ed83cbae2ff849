// A trace is everything one run said, did and saw, with every road not taken.
//
//   step     one move of the run: a problem, a thought, an action, an observation, an answer
//   branch   a step and all that grew from it
//   line     the steps from the root to one step; what the model is shown
//   edit     one change to a trace; the only way a trace changes
//   log      the edits so far and a cursor among them; undo moves the cursor
//   reread   the same words of an imported step read another way, as in another coordinate space
//   remark   what a person adds to a step: a title, a star, a verdict, a note
//
// Say "step", not "node" or "message"; say "line", not "history" or "context". Rules with ids: SPEC.md.
export { applyEdit, type Edit, type EditRefusal, imagesNamedBy, invertEdit, type Remark } from "./edit";
export { type Generation, GREEDY, type Sampling, type Token, type TurnCost, UNTOLD_TOKEN_ID } from "./generation";
export {
  encodeLogEntry,
  encodeTrace,
  parseLogEntry,
  parseTrace,
  parseTraceInParts,
  readTrace,
  TRACE_VERSION,
  type TraceReader,
} from "./json";
export { branchOf, childrenOf, imagesAlong, lineThrough, lineTo, parentOf, siblingsOf } from "./line";
export {
  commitEntry,
  EDIT_NAMES,
  type EditLog,
  type EditName,
  type LogEntry,
  logOf,
  redoable,
  redoEntry,
  undoable,
  undoEntry,
} from "./log";
export type { TraceRefusal } from "./migrate";
export type { Rereading } from "./reread";
export {
  type ActionBody,
  actionsShown,
  type CallsPerformed,
  groupsShown,
  picturesOf,
  type ShownGroup,
  type ShownPicture,
} from "./shows";
export {
  AUTHORS,
  type Author,
  COORDINATE_SPACES,
  type CoordinateSpace,
  type Declared,
  emptyTrace,
  type ImageRecord,
  performedAction,
  plainStep,
  type Step,
  type StepBody,
  type StepId,
  type StepKind,
  type Trace,
  type TraceId,
  VERDICTS,
  type Verdict,
} from "./trace";
