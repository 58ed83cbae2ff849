// Sharing: what of the open trace is handed on, and how.
//
//   contents  what the trace holds that a person may not want to hand on, kind by kind
//   box       a part of a picture that is blacked out
//   carrier   a link, a page, a picture, a file: what takes the trace to others
//
// Say "share", not "publish" or "upload": nothing is sent.
export { ShareDialog } from "./ShareDialog";
