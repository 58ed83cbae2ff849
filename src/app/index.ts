// The app is the face of a workspace: panels, theme, words in two languages. No rule of the domain lives here, and nothing
// is decided: it shows what the workspace holds, and asks it to do what a person asks for.
//
//   panel     a part of the screen about one thing
//   binding   what ties React to the workspace: hooks that read it, keys and page events that reach it
//   words     everything the screen says, in one language, as one value
export { App } from "./App";
export { loadWords } from "./words";
