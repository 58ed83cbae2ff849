import type { SessionSurroundings } from "../session";
import type { JudgementId, StepId } from "../trace";

/** The real clock, and names that nothing else anywhere has. */
export const surroundings: SessionSurroundings = {
  nextStepId: () => crypto.randomUUID() as StepId,
  nextJudgementId: () => crypto.randomUUID() as JudgementId,
  nowMillis: () => Date.now(),
};
