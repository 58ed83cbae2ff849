export {
  type AnsweringAHint,
  answerHint,
  answerTo,
  basisOf,
  HINTS_VERSION,
  ownKeysOf,
  TAG_OF_HINT,
  tagOfHint,
  unanswered,
} from "./answers";
export { hintedLine, hintsOf } from "./checks";
export type { Hint, HintEvidence, HintedLine, HintKind } from "./hint";
export { placeOfAction } from "./looks";
export { isToolError } from "./words";
