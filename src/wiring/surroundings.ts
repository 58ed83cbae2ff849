import type { Surroundings } from "../runner";
import type { StepId } from "../trace";

/** The real clock, and names that no other step anywhere has. */
export const surroundings: Surroundings = {
  nextStepId: () => crypto.randomUUID() as StepId,
  nowMillis: () => Date.now(),
};
