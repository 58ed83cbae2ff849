// What leaves the browser: a link, a page, a picture that is the trace; looked through before, and read back after.
//
//   carrier  the form in which a trace is handed on
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
} from "./carriers";
export { type Prepared, prepareShare, type SharePlan } from "./prepare";
export { type VerifiedFile, verifyFile } from "./verify";
