import type { TrialResult } from "./batch";
import { isRight } from "./tally";

/** One problem, made with its looks and with every look refused. */
export interface Pair {
  readonly name: TrialResult["name"];
  readonly rightWith: boolean;
  readonly rightWithout: boolean;
  /** The model looked at something where it might. */
  readonly looked: boolean;
}

export const PAIR_KINDS = ["both", "onlyWith", "onlyWithout", "neither"] as const;
/** Whether looks, or having none, is what it takes. */
export type PairKind = (typeof PAIR_KINDS)[number];

/** The problems that were made under both conditions, in the order of those with looks. */
export function pairsOf(results: readonly TrialResult[]): readonly Pair[] {
  const keyOf = ({ name }: TrialResult): string => JSON.stringify(name);
  const refused = new Map(
    results.filter(({ condition }) => condition === "refused").map((result) => [keyOf(result), result]),
  );
  return results.flatMap((result): readonly Pair[] => {
    const without = result.condition === "looking" ? refused.get(keyOf(result)) : undefined;
    if (!without) return [];
    const { name, summary } = result;
    return [{ name, rightWith: isRight(summary), rightWithout: isRight(without.summary), looked: summary.actions > 0 }];
  });
}

export function kindOfPair({ rightWith, rightWithout }: Pick<Pair, "rightWith" | "rightWithout">): PairKind {
  if (rightWith) return rightWithout ? "both" : "onlyWith";
  return rightWithout ? "onlyWithout" : "neither";
}
