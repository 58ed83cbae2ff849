// Commands are everything a person can do, in one table.
//
//   command    a thing to do, with its keys and when it can be done
//   shortcut   keys held and pressed together
export type { Command, CommandGroup, CommandId } from "./command";
export { COMMANDS, keyOf, runCommand } from "./commands";
export { currentStep, judge, removeBranch, restoreBranch, star } from "../editing/judge";
export { isMac, parseShortcut, printShortcut } from "./shortcut";
export { isRunning, toggleFold, togglePlaying } from "./trace";
export { useKeys } from "../../app/useKeys";
