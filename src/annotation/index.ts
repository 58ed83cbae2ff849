// What raters need: names for failures, what machines notice, how far two people agree. Pure; nothing here is a verdict
// until a person says so.
//
//   taxonomy   a list of kinds of failure that a team owns
//   tag        one of those kinds; a judgement names it together with the edition it was taken from
//   edition    a state of a taxonomy that judgements were made under; moves say what its tags mean in later ones
//   hint       something that a check noticed about a line, with its evidence
//   agreement  how far raters say the same, beyond what chance would give
//   adjudicate decide between raters, as one more rater
//   failure    a step, region or trace that somebody calls wrong, marks as first error, or gives a tag
//   retired    of a tag: offered no more, and kept for what was judged by it
//   region     a box that a rater drew
//   chain      what led to what on a line, and the steps that are missing on it
//
// Say "hint", not "warning" or "finding"; say "tag", not "category" or "label"; say "rater", not "annotator".
export { adjudicate, decided } from "./agreement/adjudicate";
export {
  cohenKappa,
  krippendorffAlpha,
  type Level,
  tagOverlap,
} from "./agreement/chance";
export {
  compareRaters,
  type Disagreement,
  type RaterComparison,
  ratersOf,
  verdictAlpha,
} from "./agreement/compareRaters";
export { type FirstErrorAgreement, firstErrorAgreement } from "./agreement/firstError";
export {
  type FailureMark,
  type JudgedLine,
  type JudgedOptions,
  type JudgedPicture,
  type JudgedStep,
  type JudgedTrace,
  judgedTrace,
  nameOfTag,
  type TraceName,
} from "./agreement/judgedTrace";
export { type MergedJudgements, type MergeOptions, mergeJudgements } from "./agreement/mergeRaters";
export {
  type JoinedFile,
  type JoinedFiles,
  joinRaters,
  type RaterFile,
  raterOfFile,
  ratersBy,
} from "./agreement/raterFiles";
export { type RatedPicture, type RatedRegion, type RegionAgreement, regionAgreement } from "./agreement/regions";
export { type Chain, type ChainGap, type ChainLink, chainAlong } from "./chain";
export {
  changedUses,
  compareTaxonomies,
  relationOf,
  type TagUse,
  type TaxonomyDifference,
  type TaxonomyRelation,
} from "./compareTaxonomies";
export { changeTaxonomy, nextEdition, type TaxonomyChange } from "./editTaxonomy";
export {
  answerHint,
  answerTo,
  basisOf,
  HINTS_VERSION,
  type Hint,
  type HintEvidence,
  type HintKind,
  hintedLine,
  hintsOf,
  isToolError,
  ownKeysOf,
  placeOfAction,
  TAG_OF_HINT,
  tagOfHint,
  unanswered,
} from "./hints";
export { OWN_TAXONOMY } from "./ownTaxonomy";
export { ADJUDICATOR, handOver, LONGEST_RATER_NAME, raterNamed } from "./rater";
export {
  type Count,
  type CountedPlace,
  GROUPINGS,
  type Grouping,
  type PairAgreement,
  type Statistics,
  statisticsOf,
} from "./statistics/statistics";
export { csvOf, csvRows, markdownOf, type Table } from "./statistics/table";
export {
  AGREEMENT_COLUMNS,
  type AgreementColumn,
  countTable,
  pairTable,
  raterTable,
  type TableWords,
  tablesOf,
} from "./statistics/tables";
export {
  encodeTaxonomy,
  offeredTags,
  parseTaxonomy,
  type TagMove,
  type Taxonomy,
  type TaxonomyRefusal,
  type TaxonomyTag,
  tagOf,
  tagToday,
} from "./taxonomy";
