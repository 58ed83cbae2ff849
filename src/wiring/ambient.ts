import type { StepId, TraceId } from "../trace";
import type { Ambient } from "../workspace";

/** The real clock, real chance, and names that nothing else anywhere has. */
export const ambient: Ambient = {
  nextStepId: () => crypto.randomUUID() as StepId,
  nextTraceId: () => crypto.randomUUID() as TraceId,
  nowMillis: () => Date.now(),
  random: () => Math.random(),
};
