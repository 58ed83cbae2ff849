import type { Step } from "../../trace";

const SHORTEST_MILLIS = 1200;
const LONGEST_MILLIS = 6000;
const MILLIS_A_LETTER = 35;

/** How long playing stays on a step at speed 1: long enough to read it. */
export function pauseOn(step: Step): number {
  const { body } = step;
  const letters = body.kind === "problem" ? body.question.length : "text" in body ? body.text.length : 0;
  return Math.min(Math.max(SHORTEST_MILLIS, letters * MILLIS_A_LETTER), LONGEST_MILLIS);
}
