// What several people judged, beside each other.
//
//   rater       a person whose judgements are in a file
//   adjudicate  decide, as a third rater, what two see otherwise
//   taxonomy    the tags of failures that a team agreed on; a draft of it is edited and then taken
export { decide, endWalk, goOn, goToPlace, isAdjudicator, takeOver, walkDisagreements } from "./adjudicating";
export { addRaterFiles, chooseRaterFiles } from "./raterFiles";
export { judgedIn, readKept, tagsIn } from "./reading";
export { judgedByScope, scopeInUse } from "./scope";
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
} from "./taxonomies";
