import { boundOf, priorsOf, type SearchNode, upperBound } from "../search";
import type { Driven } from "./driven";

/**
 * The upper confidence bound of each node, by its id, as its search weighs it; null where its method has none, and for
 * the root.
 */
export function boundsOf({ plan, state }: Pick<Driven, "plan" | "state">): readonly (number | null)[] {
  const { method } = plan;
  const { tree } = state;
  if (method.name === "comcts")
    return tree.map((node) => {
      const parent = node.parent === null ? undefined : tree[node.parent];
      return parent ? finite(upperBound(node, parent, method.exploration, method.bound)) : null;
    });
  if (method.name !== "puct") return tree.map(() => null);
  const bounds: (number | null)[] = tree.map(() => null);
  for (const [parent, siblings] of familiesOf(tree)) {
    const above = tree[parent];
    const priors = priorsOf(siblings, method.priors);
    for (const [i, node] of siblings.entries())
      if (above) bounds[node.id] = boundOf(node, above, priors[i] ?? 0, method.exploration);
  }
  return bounds;
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** The children of each node that a search chooses among: rollouts are no choices. */
function familiesOf(tree: readonly SearchNode[]): ReadonlyMap<number, readonly SearchNode[]> {
  const families = new Map<number, SearchNode[]>();
  for (const node of tree) {
    if (node.parent === null || node.stage === "rollout") continue;
    const siblings = families.get(node.parent);
    if (siblings) siblings.push(node);
    else families.set(node.parent, [node]);
  }
  return families;
}
