// Scores that a person keeps an eye on: rewards of their own, and what a chosen one makes of every branch.
//
//   own reward   one that a person put together and keeps in this browser, as the text of its file
//   branch score   what a reward makes of the end of a branch, or, on average, of all ends below a step
export { type BranchScore, type BranchScores, scoreBranches, showOnBranches } from "./branchScores";
export { scoreKept, statisticsOfKept } from "./keptScores";
export { forgetReward, keepReward, type OwnReward, ownRewardsQuery } from "./ownRewards";
