// Commands are everything a person can do, in one table.
//
//   command    a thing to do, with its keys and when it can be done
//   shortcut   keys held and pressed together
export { COMMAND_GROUPS, type Command, type CommandGroup } from "./command";
export { COMMANDS, type CommandId, commandFor, keyOf, runCommand } from "./commands";
export { newGymProblem } from "./screen";
export { isMac, parseShortcut, printShortcut } from "./shortcut";
export { isRunning, toggleFold, togglePlaying } from "./trace";
