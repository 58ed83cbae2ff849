// Programs that are written by hand, and what every form for programs has.
//
//   terms    what a program gets and what it does not, told before one runs
//   fields   a language and the words of a program in it
//
// Say "program", not "script" or "code".
export { ProgramDialog } from "./ProgramDialog";
export { ProgramFields } from "./ProgramFields";
export { ProgramTerms } from "./ProgramTerms";
