// What the screen asks of a line: where one is on it, where it forked, and where the next move goes.
export {
  doerOf,
  forkAbove,
  type LineView,
  lineView,
  siblingPlace,
  stepBeside,
  stepToActAfter,
  stepToRunFrom,
} from "../../session/lines";
