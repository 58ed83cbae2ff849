import type { Step } from "../trace";

/** How likely a model's own words were, in natural logarithms. */
export interface Likelihood {
  readonly sum: number;
  /** A token. */
  readonly mean: number;
}

/** Null where no model wrote any of the steps, or a token's likelihood is not known. */
export function likelihoodOf(steps: readonly Step[]): Likelihood | null {
  let [sum, count] = [0, 0];
  for (const { generation } of steps)
    for (const { logProbability } of generation?.tokens ?? []) {
      if (logProbability === null) return null;
      sum += logProbability;
      count++;
    }
  return count > 0 ? { sum, mean: sum / count } : null;
}
