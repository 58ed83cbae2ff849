// A workspace is what a person can do, without a face: documents and logs opened and kept, runs, edits, judgements, the
// model, the view, and every command with its keys. The panels show it; a script or a test can drive it as well.
//
//   workspace  all of it, as one value; two of them share nothing but their edges
//   edge       a part of the program that touches the world; see `ports`
//   view       what is seen and how; remembered by the browser, never undone
//   document   the trace that is open, and how it is kept
//   command    one thing that a person can do, with its keys and when it can be done
//   talk       what is presented to an audience: a line step by step, or a story chapter by chapter
//
// Say "workspace", not "desk", "context" or "app"; say "edge", not "service".

export type { AddressBar } from "./addressBar";
export {
  addBreakpoint,
  changeBreakpoint,
  recallBreakpoints,
  removeBreakpoint,
  setWatchedAnswer,
  toggleWatch,
} from "./breakpoints/keep";
export {
  COMMAND_GROUPS,
  COMMANDS,
  type Command,
  type CommandGroup,
  type CommandId,
  commandFor,
  isMac,
  isRunning,
  keyOf,
  newGymProblem,
  parseShortcut,
  printShortcut,
  runCommand,
  toggleFold,
  togglePlaying,
} from "./commands";
export { isKeptMove, keepMove, modelsForLockStep, startLockStep, stopLockStep } from "./comparing/lockStep";
export {
  branchesBeside,
  type ComparedLine,
  compareWith,
  compareWithKept,
  lineInSight,
  otherLine,
} from "./comparing/otherLine";
export { createWorkspace, followAddress, openFirst } from "./createWorkspace";
export { gymNameOf, gymProblemOf, type Judgement, judgeOf } from "./documents";
export { actHere, reshapeStep, tell, thinkHere } from "./editing/acts";
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
} from "./editing/attach";
export { callToolHere, toolCallHere } from "./editing/callTool";
export { answer, hintsAbout, waitingHints } from "./editing/hints";
export { currentStep, judge, removeBranch, restoreBranch, star, toggleTag } from "./editing/judge";
export { type LoggedTool, loggedTool } from "./editing/loggedTool";
export { endNote, keepNote, writeNote } from "./editing/note";
export { type ActionNumber, type NumberName, numbersIn, type Unit, withNumber } from "./editing/numbers";
export { type Change, createReshaping } from "./editing/reshaping";
export { hasOthers, readAs as readStepAs, type Scope, type Trial, trialsOf } from "./editing/respace";
export { chooseSubject, leaveSubject, subjectOn } from "./editing/subject";
export { saveExport } from "./exporting/saveExport";
export { type ExportSource, exportSource } from "./exporting/source";
export { givenByDrop, givenByPaste, givenFiles } from "./files/given";
export { showIn } from "./files/language";
export { looksLikeTrace, openGiven, openTraceFile, report, takeFiles } from "./files/open";
export { fileName, saveTraceFile } from "./files/save";
export { recordFilm, savePaper, saveSheet } from "./filming/recordFilm";
export { cancelBatch, resumeBatch, startBatch } from "./gym/batches";
export { recallBatch } from "./gym/keptBatch";
export { openMade } from "./gym/made";
export { NOTHING_SPUN, type Rejected, type Spun, withPicture } from "./gym/spun";
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
} from "./influence/asking";
export { findingAbout, recallFindings } from "./influence/findings";
export { answerFirstError, answerToFirstError, hintOfBisect } from "./influence/firstError";
export { endAskingList, goOnAskingList, pauseAskingList, showAsked, startAskingList } from "./influence/overList";
export { type AskedSubject, type KnownAnswers, knownAnswers, subjectOf } from "./influence/subject";
export { type CallDone, type ProgramDone, programDone } from "./interpreting/done";
export { programHere, type Unreadable } from "./interpreting/program";
export {
  changeProgram,
  type LinesWanted,
  mayRunModules,
  openProgramPanel,
  runModules,
  stopModules,
} from "./interpreting/run";
export { factsOf, type ReadingFacts } from "./logs/compare";
export type { TriedReading } from "./logs/importing";
export { backToList, inspectRecord, openInspected, showReport } from "./logs/inspect";
export { nameOfOpen } from "./logs/judged";
export { type LastLog, lastLog } from "./logs/lastLog";
export { askForMapping, mapListed, openMapped, saveMapping } from "./logs/mappings";
export { lookFor, standAt, whatWasUnread } from "./logs/openLogs";
export { choosePicture, givePictures, openRecordAt, openSeveral } from "./logs/openRecords";
export { currentReading, readAs, readingAt, takeReading, tryReading } from "./logs/readings";
export { reopenLastLog } from "./logs/reopenLast";
export { openRollouts, showOpenRollouts, showRollouts } from "./logs/rollouts";
export { cardsOf, chosenCard, dialectOf, isAdded } from "./models/cards";
export {
  cancelLoading,
  chooseCard,
  chooseFolder,
  keepServed,
  loadModel,
  readyModel,
  removeCard,
  unloadModel,
} from "./models/loading";
export {
  type Ambient,
  type Backend,
  type Continuation,
  DTYPES,
  type Dtype,
  type Edges,
  type EncoderView,
  type Failure,
  type FileWish,
  type FilmForm,
  type Films,
  type Images,
  type KeptModel,
  LANGUAGES,
  type Language,
  type ListOfRuns,
  type LoadChoice,
  type LoadPlan,
  type LoadProgress,
  type Logs,
  languageFor,
  type ModelMemory,
  type Models,
  type NetworkWeights,
  type OpenLog,
  type OpenTrace,
  type Page,
  type PictureForProgram,
  PROGRAM_LANGUAGES,
  type ProgramKernel,
  type ProgramLanguage,
  type ProgramOutput,
  type Programs,
  type ReadyModel,
  type RenderedPrompt,
  type SaveStatus,
  type ServerAddress,
  type ServerFacts,
  type ServerPreset,
  type ServerReport,
  type ServerRequest,
  type Servers,
  type Tools,
  type TraceStorage,
  type TraceSummary,
  type ZippedFile,
} from "./ports";
export { AIM_KEYS, pressAimKey } from "./presenter/aim";
export { backToRecorded, keepBookmarks } from "./presenter/bookmark";
export {
  addChapterHere,
  changeChapter,
  moveChapter,
  removeChapter,
  showStoryAsFilm,
  stepNumberOf,
  takeChaptersOf,
} from "./presenter/chapters";
export { closestGuess, type GuessScore, heatOf, type Place, placeOfAction, scoreGuess } from "./presenter/guess";
export { pressTalkKey, releaseLaser, TALK_KEYS, type TalkKeyId, talkKeyFor } from "./presenter/keys";
export { pauseMillis } from "./presenter/pace";
export { changeTalk, endTalk, goBack, goForward, isAtEnd, reveal, startTalk, tellStory } from "./presenter/talk";
export { isRunnable, languageOfProgram, lastReading, loggedPictures, type ProgramStep } from "./programs/results";
export {
  allowPrograms,
  mayRunPrograms,
  runChanged,
  runProgram,
  runPrograms,
  stopProgram,
  writeProgram,
} from "./programs/running";
export {
  bitmapQuery,
  createQueries,
  encoderQuery,
  FailureError,
  failureIn,
  gymQuery,
  judgeQuery,
  keptModelsQuery,
  keptQuery,
  memoryQuery,
  modelQuery,
  planQuery,
  promptQuery,
  recentQuery,
  seekMissing,
} from "./queries";
export { watchQueue } from "./queue/advance";
export { judgeBatch, nameOfTrial } from "./queue/gymRuns";
export { listKept, ORIGINS } from "./queue/keptRuns";
export { goToRun, openListed, type SoughtRun } from "./queue/walk";
export { endRerun, goOnRerun, pauseRerun, showRerun, startRerun } from "./rerun/rerun";
export {
  decide,
  endWalk,
  goOn,
  goToPlace,
  isAdjudicator,
  takeOver,
  walkDisagreements,
} from "./review/adjudicating";
export { addRaterFiles, chooseRaterFiles } from "./review/raterFiles";
export { judgedIn, readKept, tagsIn } from "./review/reading";
export { judgedByScope, scopeInUse } from "./review/scope";
export {
  changeDraft,
  chooseTaxonomyFile,
  declineOffered,
  discardDraft,
  draftOf,
  offerOwn,
  offerTaxonomyFile,
  saveTaxonomy,
  takeTaxonomy,
  undoDraft,
} from "./review/taxonomies";
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
} from "./runs/dialects";
export type { SystemTitle } from "./runs/foreign";
export { REQUEST_FORMS, type RequestForm, requestText } from "./runs/requestText";
export { hurryRun, limitsFor, runFromHere, runFromToken, samplingFor, stopRun } from "./runs/run";
export { scoreByAsking } from "./search/askedScore";
export { modelsBeside } from "./search/besideModels";
export { judgeForPlan, referenceForScores } from "./search/judges";
export {
  addStepByHand,
  answerSearch,
  endSearch,
  pauseSearch,
  resumeSearch,
  type SearchAsked,
  startSearch,
  steerSearch,
} from "./search/searches";
export {
  COMFORTABLE_LINK_LETTERS,
  hostedLinkOf,
  lettersOfLink,
  linkOf,
  MOST_LINK_LETTERS,
  saveNotebookSnippet,
  savePage,
  savePicture,
  saveShared,
} from "./sharing/carriers";
export { type Prepared, prepareShare, type SharePlan } from "./sharing/prepare";
export { type VerifiedFile, verifyFile } from "./sharing/verify";
export {
  type AddedFile,
  type AddressAsked,
  type AmbiguousPicture,
  type AskedRow,
  type Asking,
  type AskingList,
  type BatchState,
  type BreakpointState,
  type ComparingState,
  createView,
  DEFAULT_SETTINGS,
  type DialogName,
  type DisagreementWalk,
  type DocumentState,
  type Documents,
  EVERY_RECORD,
  EXPORT_SCOPES,
  type Exporting,
  type ExportScope,
  type ExportState,
  FILM_KINDS,
  FILM_RATES,
  FILM_SIZES,
  FILM_SPEEDS,
  FILM_SUBJECTS,
  type FilmChoice,
  type Filming,
  type FilmKind,
  type FilmSize,
  type FilmSubject,
  type FirstHint,
  FRESH_VIEW,
  followHint,
  type Guessing,
  type Imported,
  type InfluenceState,
  type Inspected,
  KEPT_FIELDS,
  type KeptReading,
  type KeptView,
  LEFT_TABS,
  type LeftTab,
  type ListedLog,
  type ListedTraces,
  type LockStepColumn,
  type LockStepTable,
  type LogsState,
  languageOf,
  listedRuns,
  logToChooseFrom,
  moveCamera,
  type News,
  NO_BATCH,
  NO_COMPARISON,
  NO_DOCUMENT,
  NO_EXPORT,
  NO_INFLUENCE,
  NO_LOGS,
  NO_OVERLAY,
  NO_REVIEW,
  NOT_PRESENTING,
  NOT_SEARCHING,
  type NoteDraft,
  type Notice,
  notify,
  type OtherLine,
  type OverlaidAction,
  type Overlay,
  type Pictures,
  type PresenterState,
  type Preview,
  parseKept,
  printKept,
  REVIEW_SCOPES,
  REVIEW_TABS,
  type Reading,
  type ReadingLog,
  type Rerunning,
  type RerunRow,
  type ReviewScope,
  type ReviewState,
  type ReviewTab,
  type Rollouts,
  RUN_SOURCES,
  type RunEnd,
  type RunSettings,
  type RunSource,
  raterHere,
  runsListed,
  type SearchingState,
  SHEET_TABS,
  type SheetTab,
  SPEEDS,
  STEP_TABS,
  type StepTab,
  type Subject,
  type Talk,
  type TaxonomyFileRefusal,
  type Telling,
  THEMES,
  type ThemeChoice,
  toggled,
  type UnknownLog,
  type Verified,
  type View,
  type ViewState,
  type Workspace,
} from "./state";
