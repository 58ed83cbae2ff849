// The session is the one place where state lives: what is open, where a person is in it, and the run in flight.
//
//   place     the step a person looks at and the way they take at each fork; kept, but never undone
//   journal   where the log is written down as it grows
//   line view where one is on the visible line, where it forked, and where the next move goes
//   command   a function of the session; it changes the state or says why not
//
// Say "session" for this only; say "run" for what the model does.

export type { Stand } from "./byHand";
export {
  doerOf,
  forkAbove,
  type LineView,
  lineView,
  siblingPlace,
  stepBeside,
  stepToActAfter,
  stepToRunFrom,
} from "./lines";
export type { Journal } from "./openLog";
export { nearestPlace, placeAt, visibleLine, walk } from "./place";
export { repeatedByRun } from "./repeated";
export type { RunRequest, RunWatch } from "./runs";
export { createSession, type Session } from "./session";
export {
  NOWHERE,
  type Place,
  type RunStatus,
  type SessionClockAndIds,
  type SessionRefusal,
  type SessionState,
  type SessionTools,
} from "./state";
