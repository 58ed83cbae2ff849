// What a look did: a line is changed in one place, and the model is asked again. No screen, no session, no clock of its
// own.
//
//   look        an observation that shows a picture, with the actions that it shows the outcome of
//   arm         one way of changing a look: noise, another part, nothing, no call
//   answer set  the answers that a probability is shared out among; closed where there are no others
//   stem        the line up to what was shown last; from there on the model speaks by itself
//   card        what the arms say of a look, in figures
//   probe       re-runs from behind one step, and how many came out right
//   jitter      a box moved and resized
//   curve       how likely an answer is behind each step, were it given there
//   cell        a part of a picture that is covered
//   variation   a problem posed otherwise: other words, another order, worse pictures
//   cloud       the boxes that the tokens of a box could have been
//   outcome     what a finding comes to in a word, for many of them to be counted
//   finding     a result with its receipt, kept beside the trace
//   receipt     what made a result: model files, dialect, sampling, seeds, hashes of prompt and pictures
//
// Say "arm", not "condition" or "treatment"; "look", not "tool call"; "cover", not "mask".
export { type AnswerSet, answerSetFrom, answerSetOf, type ClosedBy, OPEN, questionOf, saysSame } from "./answerSet";
export { ARMS, type Arm, isByChance } from "./arm";
export { cropOf, shareShown } from "./armPicture";
export { type AskedAbout, type AskRefusal, ask, type Question, questionOfFinding, verify } from "./ask";
export {
  type ArmMeasured,
  type ArmMissing,
  armsFor,
  askLook,
  type LookCard,
  type LookPlan,
  type LookQuestion,
  planLook,
} from "./askLook";
export {
  type BisectPlan,
  type BisectQuestion,
  type BisectRefusal,
  type BisectResult,
  bisect,
  bisectRefusal,
  type Probe,
  planBisect,
  RERUN_TEMPERATURE,
} from "./bisect";
export { type BrushResult, MOST_BRUSH_RUNS } from "./brush";
export { type BoxCloud, type CloudBox, USUAL_WIDTH } from "./cloud";
export type { AskCost } from "./cost";
export { type AnswerCurve, answerCurve, type CurvePoint, type CurveQuestion, stepsToAskBehind } from "./curve";
export { type ArmFigures, type Faithfulness, LOOK_VERDICTS, type LookVerdict, type Spread } from "./faithfulness";
export {
  AGREEMENTS,
  type Agreement,
  agreementOf,
  costOf,
  FINDING_KINDS,
  type Finding,
  type FindingKind,
} from "./finding";
export type { Cell } from "./heatMap";
export { type MeanInterval, type ShareInterval, shareInterval } from "./interval";
export {
  type BoxChange,
  type Jittered,
  type JitterMap,
  type JitterQuestion,
  jitter,
  jitterAtRandom,
  jitterGrid,
} from "./jitter";
export type { KeptRegion } from "./keptRegion";
export { type AnsweredLine, answeredLine, type LineRefusal, type Look, lookAt, looksAlong } from "./look";
export {
  type OccludeQuestion,
  type OccludeRefusal,
  type OcclusionMap,
  occlude,
  planOcclude,
  USUAL_OCCLUSION,
} from "./occlude";
export { OUTCOMES, type Outcome, outcomeOfFinding, stepsToAsk } from "./outcome";
export { ModelFailure } from "./ownWords";
export { parseFinding } from "./parseFinding";
export type { InfluenceTools, ModelFile, PictureMaker } from "./ports";
export { type Receipt, receiptFor, STALE_BY, type StaleBy, staleBy } from "./receipt";
export { isSaid, planResample, type ResampleResult } from "./resample";
export { type PairedRuns, type ToolEffect, toolEffectOf } from "./toolEffect";
export { type Variation, type VaryResult, variationsOf, wordingsFrom } from "./vary";
