// A dialect is one system's way of writing a run down: what its models read, and what they write.
//
//   piece       one thing cut out of the model's words: a thought, an action, an answer, or words not understood
//   turn        one message of the conversation in which a model is shown a line
//   read        words into pieces, while they stream
//   print       a step's body into words, where no model wrote them
//   transcribe  a line into turns
//   memory      what the programs of a run left in their variables, for those of later turns
//   traits      what is known of a system beside its words: how it counts images, when it stops
//   space       what a system's numbers count in: pixels of the image or of its resized copy, shares, thousandths
//   lens        the same words read in another space
//   belief      which space numbers are taken to be in, and why
//   restate     say a line again in another dialect, where its words are not that dialect's already
//   system      who writes in a dialect; its descriptor, one file each, is all that is known of it
//   sign        what a system's runs are known by, and how certain that makes it
//   instructions  what a model is told of a system that it is asked to speak like
//   tool error  what the model is told of an action that failed or was refused
//   drawing style  how a system's own tool draws marks
//
//   log         a file that some system kept its runs in
//   form        how a log is laid out: messages, items, results, a transcript
//   record      one run of a log, the same whatever its form
//
// Say "dialect", not "format" or "protocol"; "piece", not "segment"; "system", not "family" or "vendor"; "tool error",
// not "complaint"; "drawing style", not "pen".
export {
  bodyOf,
  type Cut,
  type Dialect,
  type DialectError,
  type Memory,
  type Missed,
  type Piece,
  type ProgramSetting,
  type ShownImage,
  type ToolError,
  type Traits,
  type Turn,
  type TurnReader,
} from "./contract/dialect";
export { framed, type Grammar, plainToolError } from "./grammar/grammar";
export { CERTAIN, describeSystem, keptAs, type System, wordsFit } from "./grammar/system";
export { type Fitting, type SystemTable, tableOf } from "./grammar/table";
export type { ForeignOptions } from "./grammar/transcript";
export {
  type Belief,
  type BeliefSource,
  believe,
  type Ground,
  groundOfAll,
  type LensChoice,
  lensChoices,
  type Reading,
  readByNumbers,
  readIn,
  type SizedImage,
} from "./line/lens";
export { memoryAlong } from "./line/memory";
export { followPrograms, restated, turnsOf } from "./line/restate";
export { isSayable } from "./line/sayable";
export { frameOf, mergedLabels, shownAlong, shownAs, shownSizeOf } from "./line/shown";
export {
  fieldOf,
  type Literal,
  numbersOf,
  parseLiteral,
  printedAt,
  printedFieldsAt,
  textOf,
} from "./literal/literal";
export { IMAGE_TOKENS } from "./log/chatTemplates";
export { chatMarkSources, marksOfChat, shownOnceSpoken, splitChat } from "./log/chatText";
export { imageDataUrl, imageReference, partsOfText, plainBase64, printedPicture } from "./log/content";
export { conversationIn, recordOf } from "./log/conversation";
export { unwrapped } from "./log/envelope";
export { isEvalsEvent, withVerdicts } from "./log/evalsEvents";
export type { LinesForm, LogForm, ValueForm } from "./log/form";
export { field, isFields, listField, textField } from "./log/json";
export { plainValue } from "./log/literals";
export { PLACEHOLDER, thingsShown } from "./log/objects";
export { isNameOfScore } from "./log/outcome";
export { plainName, withPlainNames } from "./log/plainNames";
export {
  type ImageReference,
  type LogRecord,
  type LogScore,
  type LogToken,
  type Message,
  type MessagePart,
  type ToldObjects,
  type ToldReference,
  textOfParts,
  type Unread,
} from "./log/record";
export { byTrace, holdsSpans, shareTrace } from "./log/spans";
export { isStreamEvent, serverSentEvents, wholeResponses } from "./log/streams";
export { textsOfTokens } from "./log/tokens";
export { followsInEpisode, isEpisodeStep } from "./log/trajectory";
export { createNativeDialect, NATIVE_INSTRUCTIONS, NATIVE_TITLE } from "./native/native";
export { textAssigned } from "./programs/textAssigned";
export { boxFromNumbers, type Counted, guessSpace, guessSpaceOfAll, type Numbers, respace } from "./reading/space";
export {
  createDialect,
  type DialectName,
  detectDialect,
  FOREIGN_SYSTEMS,
  type ForeignName,
  isDialectName,
} from "./systems";
