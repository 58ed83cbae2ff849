// Programs of a log or of a model, run in the sandbox when a person allows it.
//
//   allow    a person's word, for one trace
//   logged   what the log says came of a program, beside what came of it here
export { isRunnable, languageOfProgram, lastReading, loggedPictures, type ProgramStep } from "./results";
export {
  allowPrograms,
  mayRunPrograms,
  runChanged,
  runProgram,
  runPrograms,
  stopProgram,
  writeProgram,
} from "./running";
