// Problems of the gym: batches that are run and counted, and problems that were made anew.
//
//   batch  many problems run one after the other, paused and gone on with
//   spun   what the making of problems gave, passed and rejected
export { cancelBatch, resumeBatch, startBatch } from "./batches";
export { recallBatch } from "./keptBatch";
export { openMade } from "./made";
export { NOTHING_SPUN, type Rejected, type Spun, withPicture } from "./spun";
