import type { Step, StepId, Trace } from "../trace";

/** A line as far as a run has come, its newest step last. */
export interface LineSoFar {
  readonly trace: Trace;
  readonly steps: readonly Step[];
  /** How likely the answer was behind each step, from 0 to 1, where it was asked. */
  readonly probabilities: ReadonlyMap<StepId, number>;
}
