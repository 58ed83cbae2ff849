// The state of a workspace, each part a store that `createWorkspace` makes once.
//
//   view      what a person sees and how: panels, theme, language, tool, playback, what is hidden
//   kept      the part of the view that a browser remembers
//   talk      what is presented to an audience now: a line step by step, or a story chapter by chapter
//   document  what is known of the open trace beside the trace itself
//   breakpoints  where runs stop by themselves, and figures that are watched while they go
//   notice    something told in passing; its news is a value, the words are the face's
//   sheet     the one panel that a phone has room for
//
// Say "workspace", not "desk", "app" or "context"; say "view", not "UI state".
export type { AddressAsked } from "./address";
export { type BatchState, NO_BATCH } from "./batch";
export { type BreakpointState, KEPT_BREAKPOINTS, NO_BREAKPOINTS } from "./breakpoints";
export {
  type ComparingState,
  type LockStepColumn,
  type LockStepTable,
  NO_COMPARISON,
  type OtherLine,
} from "./comparing";
export {
  createView,
  followHint,
  languageOf,
  moveCamera,
  notify,
  showBreakpoints,
  toggled,
  type View,
} from "./createView";
export {
  type AmbiguousPicture,
  type DocumentName,
  type DocumentState,
  type Documents,
  type Imported,
  NO_DOCUMENT,
  type Pictures,
  type Reading,
} from "./document";
export { EXPORT_SCOPES, type Exporting, type ExportScope, type ExportState, NO_EXPORT } from "./exporting";
export {
  FILM_KINDS,
  FILM_RATES,
  FILM_SIZES,
  FILM_SPEEDS,
  FILM_SUBJECTS,
  type FilmChoice,
  type Filming,
  type FilmKind,
  type FilmSize,
  type FilmState,
  type FilmSubject,
  NO_FILM,
} from "./filming";
export { type Asking, type InfluenceState, NO_INFLUENCE, type Verified } from "./influence";
export { type InterpretingState, NO_INTERPRETING } from "./interpreting";
export { KEPT_FIELDS, parseKept, printKept } from "./kept";
export type { AskedRow, AskingList, ListWork } from "./listWork";
export {
  EVERY_RECORD,
  type Inspected,
  type ListedLog,
  type ListedTraces,
  type ListPlace,
  type LogsState,
  listedRuns,
  logToChooseFrom,
  NO_LOGS,
  type ReadingLog,
  type Rollouts,
  RUN_SOURCES,
  type RunSource,
  runsListed,
  type UnknownLog,
} from "./logs";
export type { NoteDraft } from "./note";
export {
  type Bookmark,
  type Guessing,
  NOT_PRESENTING,
  type PresenterState,
  type Talk,
  type Telling,
} from "./presenting";
export { NO_PROGRAMS, type ProgramsState } from "./programs";
export { raterHere } from "./rater";
export type { Rerunning, RerunRow, RunEnd } from "./rerunning";
export {
  type AddedFile,
  type DisagreementWalk,
  type KeptReading,
  NO_REVIEW,
  REVIEW_SCOPES,
  REVIEW_TABS,
  type ReviewScope,
  type ReviewState,
  type ReviewTab,
  type TaxonomyFileRefusal,
} from "./review";
export { NO_OVERLAY, NOT_SEARCHING, type OverlaidAction, type Overlay, type SearchingState } from "./searching";
export {
  DEFAULT_SETTINGS,
  type DialogName,
  FIRST_HINTS,
  type FirstHint,
  FRESH_VIEW,
  type KeptView,
  LEFT_TABS,
  type LeftTab,
  type News,
  type Notice,
  type Preview,
  type RunSettings,
  SHEET_TABS,
  type SheetTab,
  SPEEDS,
  STEP_TABS,
  type StepTab,
  type Subject,
  THEMES,
  type ThemeChoice,
  type ViewState,
} from "./view";
export type { Workspace } from "./workspace";
