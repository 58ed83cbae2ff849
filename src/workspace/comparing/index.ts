// Two lines side by side, and several models on one line.
//
//   other line  what the line in sight is compared with: a branch, or a line of another kept trace
//   lock-step   each model asked at every move of one line what it would do there
export { isKeptMove, keepMove, modelsForLockStep, startLockStep, stopLockStep } from "./lockStep";
export { branchesBeside, type ComparedLine, compareWith, compareWithKept, lineInSight, otherLine } from "./otherLine";
