// What several people judged: compared, counted, and named by one taxonomy. Fetched when it is first asked for.
//
//   scope         over which traces raters are compared and failures counted
//   disagreement  a step that two raters see otherwise
//   adjudicate    decide such a step, as a rater of its own
//   draft         the next edition of the taxonomy, while it is made
//
// Say "rater", not "annotator"; say "tag", not "category".
export { DisagreementBar } from "./DisagreementBar";
export { ReviewDialog } from "./ReviewDialog";
