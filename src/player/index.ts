// The player shows a trace step by step in a page of its own: no editor, no model, no React.
//
//   host      the page that the player is embedded in
//   command   what the host asks of it, by a message
//   event     what it tells the host
//   line      the steps from the root to a leaf, of which one is shown
//   reel      a line and the place on it, with the turns that were taken at forks
//
// Say "host", not "parent": a parent is a step. Nothing of a trace is ever set as markup, and none of it runs.
export { defineElement, type Embedded, type EmbedOptions, embed } from "./element";
export { startPlayer } from "./start";
