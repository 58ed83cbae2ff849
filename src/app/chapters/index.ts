// The story of the open trace, chapter by chapter, to be made and put in order.
//
//   story     the chapters of a trace, in the order in which they are told
//   chapter   a step, from where it is looked at, and what is said of it
//   view      what of the picture a person moved the camera to
//
// Say "chapter", not "slide", "stop" or "bookmark".
export { ChaptersDialog } from "./ChaptersDialog";
