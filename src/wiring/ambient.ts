import { judgementIdFrom, stepIdFrom, traceIdFrom } from "../trace";
import type { Ambient } from "../workspace/ports";

/** The real clock, real chance, and names that nothing else anywhere has. */
export const ambient: Ambient = {
  nextStepId: () => stepIdFrom(crypto.randomUUID()),
  nextTraceId: () => traceIdFrom(crypto.randomUUID()),
  nextJudgementId: () => judgementIdFrom(crypto.randomUUID()),
  nowMillis: () => Date.now(),
  random: () => Math.random(),
};
