/** How a problem was answered when DeepEyes chose what to train on: one boolean a sample, true where it was right. */
export interface SelectionSamples {
  /** Of a model without the tool; the paper draws 8. */
  readonly alone: readonly boolean[];
  /** Of the same model that is shown the right region as well; null where no region is known. */
  readonly withRegion: readonly boolean[] | null;
}

/** Why a problem is left out; `kept` where it is not. */
export type Selection = "kept" | "too-easy" | "too-hard" | "region-does-not-help" | "no-samples";

/**
 * DeepEyes' choice of problems for its tool data (arXiv 2505.14362, section on data, as it is told; its code is not
 * published): neither always right nor always wrong, and answered by a model that is shown the right region where it
 * was not answered alone. With no region known the second question is not asked.
 */
export function deepEyesSelection({ alone, withRegion }: SelectionSamples): Selection {
  const right = alone.filter(Boolean).length;
  if (alone.length === 0) return "no-samples";
  if (right === alone.length) return "too-easy";
  if (withRegion) return withRegion.some(Boolean) ? "kept" : "region-does-not-help";
  return right === 0 ? "too-hard" : "kept";
}
