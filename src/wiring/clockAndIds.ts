import type { ClockAndIds } from "../runner";
import type { StepId } from "../trace";

/** The real clock, and names that no other step anywhere has. */
export const clockAndIds: ClockAndIds = {
  nextStepId: () => crypto.randomUUID() as StepId,
  nowMillis: () => Date.now(),
};
