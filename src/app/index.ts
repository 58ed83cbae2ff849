// The app is the user interface of a workspace: panels, theme, words in two languages. It holds no rule of the domain and
// decides nothing: it shows what the workspace holds, and asks it to do what a person asks for.
//
//   panel     a part of the screen about one thing: the tree, the picture, the step, the film strip
//   binding   what ties React to the workspace: hooks that read it, keys and page events that reach it
//   words     everything the screen says, in one language, as one value
//   scene     what the picture shows at one step: an image, where the camera goes, and the marks
//   wide      the layout of a window with columns; "narrow" is that of a phone, with one sheet over the picture
//
// Say "panel", not "pane", "view" or "widget"; "view" is the workspace's state of what is seen. A tool is what a person
// draws with; "hand" is the tool that moves the view.
export { App } from "./App";
export { loadWords } from "./words";
