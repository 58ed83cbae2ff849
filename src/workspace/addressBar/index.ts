// The address bar keeps what is open: the document, the branch and the step, so that back, forward, a reload and a bookmark
// work in this browser. A link that carries a trace to others is another thing: see `sharing`.
export { type AddressBar, followOpenDocument } from "./follow";
export { parseWhereabouts } from "./fragment";
export { openWhereabouts } from "./open";
