// Sharing takes a trace out of the browser: in the address of a link, in a page that plays it, in a picture of it.
//
//   pack      the trace and its kept images as one zip; what a carrier carries, whole and as it was
//   carrier   what holds a pack and is something else as well: a link, a page, a picture
//   seal      the SHA-256 of the pack, written beside it; says whether it is unchanged, never who wrote it
//   view      what a link shows first: the step, the branch, the part of the picture, the language, the theme
//   strip     cells along the lower edge of a picture which say that it carried a trace, should that be taken out
//   withhold  leave out or mask one kind of what a trace holds before it goes
//
// Say "carrier", not "container" or "format"; "seal", not "signature": nobody signs. Say "withhold", not "anonymise".
//
// Nothing here packs or unpacks: bytes come in and go out, and whoever has the storage reads them.
export { base64From, base64UrlFrom, bytesFromBase64 } from "./base64";
export type { Carried, CarrierRefusal } from "./carrier";
export {
  type LinkRefusal,
  type LinkView,
  NO_VIEW,
  parseLink,
  printLink,
  printView,
  type ReadLink,
} from "./link";
export { notebookSnippet, PAGE_TYPE, type PageParts, printPage, takeFromPage } from "./page";
export { isPng, putInPng, takeFromPng } from "./png";
export {
  type BlackenedPicture,
  type BlackeningPorts,
  type Boxes,
  blacken,
} from "./redact/blacken";
export { type Contents, contentsOf, type KindFound } from "./redact/contents";
export { findIn as findSensitive } from "./redact/find";
export {
  LONGEST_OWN_WORD,
  MOST_OWN_WORDS,
  SENSITIVE_KINDS,
  type SensitiveKind,
  WITHHELD_AT_FIRST,
} from "./redact/kinds";
export { type LeftBehind, leftBehind } from "./redact/leftBehind";
export { ownPatterns } from "./redact/own";
export { withhold } from "./redact/withhold";
export { sealOf } from "./seal";
export { readStrip, STRIP_CELLS, type StripPixels, stripHeight, stripOf } from "./strip";
