import type { SessionSurroundings } from "../session";
import { judgementIdFrom, stepIdFrom } from "../trace";

/** The real clock, and names that nothing else anywhere has. */
export const surroundings: SessionSurroundings = {
  nextStepId: () => stepIdFrom(crypto.randomUUID()),
  nextJudgementId: () => judgementIdFrom(crypto.randomUUID()),
  nowMillis: () => Date.now(),
};
