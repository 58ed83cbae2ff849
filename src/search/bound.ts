import { unreachable } from "../base";
import type { SearchNode } from "./tree";

export const BOUNDS = ["code", "intended", "paper"] as const;
/**
 * How Mulberry weighs a leaf's value against how seldom it was visited, V value, N visits, Np those of its parent:
 * `code`: V + c √(ln(Np + 1) / N + 1). A "+ 1" meant for the divisor stands behind it; the published data were made so.
 * `intended`: V + c √(ln(Np + 1) / (N + 1)), the code with its brackets set.
 * `paper`: V + c √(ln Np / (1 + N)), equation 6; a parent that was never visited counts as visited once.
 */
export type BoundName = (typeof BOUNDS)[number];

type Figures = Pick<SearchNode, "value" | "visits">;

/** The upper confidence bound of a node. A node that was never visited has no bound in the code's form: infinite. */
export function upperBound({ value, visits }: Figures, parent: Figures, weight: number, name: BoundName): number {
  switch (name) {
    case "code":
      if (visits === 0) return Number.POSITIVE_INFINITY;
      return value + weight * Math.sqrt(Math.log(parent.visits + 1) / visits + 1);
    case "intended":
      return value + weight * Math.sqrt(Math.log(parent.visits + 1) / (visits + 1));
    case "paper":
      return value + weight * Math.sqrt(Math.log(Math.max(1, parent.visits)) / (1 + visits));
    default:
      return unreachable(name);
  }
}
