// Programs of named modules, as VisProg and VisualReasoner write them: read, checked and planned call by call. Nothing is
// done here: a call says what it wants done, and whoever has pictures, tools and a model does it.
//
//   program   calls in their order, each of a module, each with a name for its result
//   call      one line, or one part of what a line asks for
//   module    a named operation: what it takes, what it gives, what it wants done
//   value     what a name stands for: a picture, things on one, a scalar, a list of words
//   thing     something that was found on a picture: a box, words, how sure
//   doing     what a call wants done: show, find, ask, retouch, give, end
//   stand-in  what here does the work of a network that a repository loads
//
// Say "module", not "tool": a tool is what finds something on a picture. Say "call", not "step": a step is of a trace.
export { moduleOf, planCall, readProgram, restAfter, valueKept } from "./interpret";
export { type Doing, MODULE_LANGUAGES, type Module, type ModuleQuestion, type ModuleSystem } from "./module";
export type { Call, Given, Program, Refusal } from "./program";
export { MODULE_SYSTEMS, moduleSystem } from "./systems";
export { boxOfCorners, marksOfThings, printValue, sayValue, type Value } from "./value";
