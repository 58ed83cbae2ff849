// Problems that are made, checked and made harder, with what became of every draft.
//
//   draft    a problem before it is checked
//   passed   a draft that its question, its picture and its picture after each action agree on
//
// Say "draft", not "candidate"; "rejected", not "failed".
export { FlywheelDialog } from "./FlywheelDialog";
