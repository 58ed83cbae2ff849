// Runs one after the other: of a log, of kept traces, of a batch; the next one, the next that is wrong or not judged.
export { watchQueue } from "./advance";
export { judgeBatch, nameOfTrial } from "./gymRuns";
export { listKept, ORIGINS } from "./keptRuns";
export { goToRun, openListed, type SoughtRun } from "./walk";
