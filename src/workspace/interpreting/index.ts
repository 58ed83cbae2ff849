// Programs of named modules, as VisProg and VisualReasoner write them, run line by line.
//
//   line  one call of a module; what it gives is kept, so that a changed line is run on from there
export { type CallDone, type ProgramDone, programDone } from "./done";
export { programHere, type Unreadable } from "./program";
export { changeProgram, type LinesWanted, mayRunModules, openProgramPanel, runModules, stopModules } from "./run";
