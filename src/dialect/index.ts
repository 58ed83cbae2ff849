// A dialect is one system's way of writing a run down: what its models read, and what they write.
//
//   piece       one thing cut out of the model's words: a thought, an action, an answer, or words not understood
//   turn        one message of the conversation in which a model is shown a line
//   read        words into pieces, while they stream
//   print       a step's body into words, where no model wrote them
//   transcribe  a line into turns
//   traits      what is known of a system beside its words: how it counts images, when it stops
//   space       what a system's numbers count in: pixels of the image or of its resized copy, shares, thousandths
//   lens        the same words read in another space
//   belief      which space numbers are taken to be in, and why
//   restate     say a line again in another dialect, where its words are not that dialect's already
//   instructions  what a model is told of a system that it is asked to speak like
//
// Say "dialect", not "format" or "protocol"; say "piece", not "segment".

export type {
  Complaint,
  Cut,
  Dialect,
  DialectError,
  Piece,
  ShownImage,
  Traits,
  Turn,
  TurnReader,
} from "./contract/dialect";
export type { ForeignOptions } from "./grammar/grammar";
export { instructionsOf } from "./grammar/prompts";
export { bodyOf } from "./line/bodyOf";
export { mergedLabels } from "./line/labels";
export {
  type Belief,
  type BeliefSource,
  believe,
  type Ground,
  type LensChoice,
  lensChoices,
  type Reading,
  readIn,
} from "./line/lens";
export { followPrograms } from "./line/readings";
export { restated, turnsOf } from "./line/restate";
export { frameOf, shownAlong, shownAs } from "./line/shown";
export { fieldOf, type Literal, numbersOf, parseLiteral, textOf } from "./literal";
export { createNativeDialect, NATIVE_INSTRUCTIONS } from "./native/native";
export { qwenShownSize } from "./qwen";
export { guessSpace, type Measured, respace } from "./reading/space";
export { createDialect, type DialectName, FOREIGN_NAMES, type ForeignName, isDialectName } from "./systems";
