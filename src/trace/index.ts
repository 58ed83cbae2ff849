// A trace is everything one run said, did and saw, with every road not taken.
//
//   step        one move of the run: a problem, a thought, an action, an observation, an answer
//   branch      a step and all that grew from it
//   line        the steps from the root to one step; what the model is shown
//   edit        one change to a trace; the only way a trace changes
//   log         the edits so far and a cursor among them; undo moves the cursor
//   reread      the same words of an imported step read another way, as in another coordinate space
//   remark      what a person adds to a step to find their way: a title, a star, putting it away
//   rater       who judges: a person, or a check that has a name
//   judgement   what one rater says of one thing: a verdict, tags, a note. Beside the steps, never in them
//   verdict     the part of a judgement that says correct, neutral, wrong or unsure
//   reference   what is right, where that is known: an answer, places on the images
//   facts       what a list says of a trace without opening it
//   score       how good a log or a check said that a line or a step was; kept as it was given
//   conditions  what a model was allowed while it made a step
//   chapter     one stop of what a person tells of a trace: a step, from where it is looked at, and words for it
//   story       the chapters of a trace, in the order in which they are told; they may tell of steps in other traces
//   comparison  two lines laid side by side, their steps paired
//   stray       something said of a step, words or a picture that the trace does not have; left out when it is read
//   search      what grew part of a trace by choosing where to go on: kept here, read by whoever searches
//
// Say "step", not "node" or "message"; say "line", not "history" or "context"; say "judgement", not "label",
// "annotation" or "feedback"; an answer compared with its reference has correctness, not a verdict. Rules with ids:
// SPEC.md.
export { askedIn } from "./asked";
export type { Chapter, ChapterView, ChapterWords } from "./chapter";
export { type CommonPicture, commonPicture, type ShownImage } from "./commonPicture";
export {
  type ComparedRow,
  type ComparedViews,
  type Comparison,
  compareLines,
  type Difference,
  type DifferenceKind,
  differencesBetween,
  isAlike,
} from "./compare";
export { applyEdit, type Edit, type EditRefusal, imagesNamedBy, invertEdit, isSearched, type Remark } from "./edit";
export { factsOfTrace, type Judged, judgedOf, type TraceFacts } from "./facts";
export {
  type Conditions,
  type Generation,
  GREEDY,
  IMPOSSIBLE,
  type Intervention,
  type Sampling,
  storableToken,
  type Token,
  type TokenAlternative,
  type TurnCost,
} from "./generation";
export { type JudgementId, judgementIdFrom, type StepId, stepIdFrom, type TraceId, traceIdFrom } from "./ids";
export {
  encodeLogEntry,
  encodeTrace,
  parseLogEntry,
  parseTrace,
  parseTraceInParts,
  parseTraceWithStrays,
  readTrace,
  type TraceFile,
  type TraceReader,
} from "./json";
export {
  type Check,
  type Judgement,
  type JudgementTarget,
  type JudgementValue,
  ME,
  NOTHING_SAID,
  nameOfTarget,
  type Rater,
  standsAlone,
  stepsOfTarget,
  type Tag,
  VERDICTS,
  type Verdict,
} from "./judgement";
export { type ByHand, judgeStep, judgeTarget, markFirstError } from "./judgeStep";
export {
  chainJudgements,
  judgementsAbout,
  judgementsOf,
  judgementsOn,
  ownJudgement,
  ownJudgementAbout,
  wordsOf,
} from "./judging";
export { branchOf, childrenOf, imagesAlong, lineThrough, lineTo, parentOf, siblingsOf } from "./line";
export {
  commitEntry,
  EDIT_NAMES,
  type EditAuthor,
  type EditLog,
  type EditName,
  type LogEntry,
  logOf,
  redoable,
  redoEntry,
  undoable,
  undoEntry,
} from "./log";
export { actingStep, imageLookedAt } from "./looked";
export { TRACE_VERSION, type TraceRefusal } from "./migrate";
export { DECIDING_SCORES, decides, isRight, type Outcome, outcomeOf } from "./outcome";
export { type KeptScore, type LogSource, type Reference, stepOfScore } from "./reference";
export type { Rereading } from "./reread";
export type { SearchRecord } from "./searchRecord";
export {
  type ActionBody,
  type ActionStep,
  actionsShown,
  type CallsPerformed,
  groupsShown,
  namingOf,
  picturesOf,
  type ShownGroup,
  type ShownPicture,
} from "./shows";
export { isTold, type StoryEdit } from "./story";
export { type OpinionKind, type ParsedTrace, placesOfStrays, type Stray, withoutStrays } from "./strays";
export {
  AUTHORS,
  type Author,
  COORDINATE_SPACES,
  type CoordinateSpace,
  type Declared,
  emptyTrace,
  type ImageOrigin,
  type ImageRecord,
  isKept,
  performedAction,
  performedApart,
  plainStep,
  type Step,
  type StepBody,
  type StepKind,
  type Trace,
  type WordsForm,
} from "./trace";
export { saidInVersion1 } from "./version1";
export { outwardBox, type ViewPlace, type ViewPlaces, viewPlaces } from "./views";
