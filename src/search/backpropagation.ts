import { nodeAt, pathTo, type Tree, withNode } from "./tree";

/**
 * Mulberry's code, from the last of the new nodes up: V ← (Np·Vp + new + V·N) / (Np + m + N), N ← N + 1. For a new node
 * (Np, Vp) are those of the node that was expanded, `new` the sum of the step scores since, and m their number; for a
 * node that was there before they are its own parent's, its own step's score, and 1. The root stays as it is.
 *
 * `ratings` holds the score of each step from the root's first child to the last new node.
 */
export function backpropagateInCode(tree: Tree, expanded: number, last: number, ratings: readonly number[]): Tree {
  const { depth, visits, value } = nodeAt(tree, expanded);
  const path = pathTo(tree, last).slice(1).toReversed();
  return path.reduce<Tree>((updated, { id }) => {
    const node = nodeAt(updated, id);
    const isNew = node.depth > depth;
    const parent = isNew ? { visits, value } : nodeAt(updated, node.parent ?? 0);
    const since = ratings.slice(isNew ? depth : node.depth - 1, node.depth);
    const sum = since.reduce((total, rating) => total + rating, 0);
    const total = parent.visits + since.length + node.visits;
    const next = (parent.visits * parent.value + sum + node.value * node.visits) / total;
    return withNode(updated, id, { value: next, visits: node.visits + 1 });
  }, tree);
}

/**
 * The paper's equations 4 and 5, from the leaf to the root: V ← (N·V + Σ R(c)) / (N + n), N ← N + n, over the n children
 * that the round gave it. A new node begins with V = R and N = 1, which the paper leaves open.
 */
export function backpropagateInPaper(tree: Tree, fresh: readonly number[]): Tree {
  const begun = fresh.reduce<Tree>(
    (now, id) => withNode(now, id, { value: nodeAt(now, id).rating ?? 0, visits: 1 }),
    tree,
  );
  const parents = [...new Set(fresh.map((id) => nodeAt(begun, id).parent ?? 0))];
  const upwards = parents.toSorted((a, b) => nodeAt(begun, b).depth - nodeAt(begun, a).depth);
  return upwards.reduce<Tree>((now, id) => {
    const { value, visits } = nodeAt(now, id);
    const given = fresh
      .filter((child) => nodeAt(now, child).parent === id)
      .map((child) => nodeAt(now, child).rating ?? 0);
    const sum = given.reduce((total, rating) => total + rating, 0);
    return withNode(now, id, {
      value: (visits * value + sum) / (visits + given.length),
      visits: visits + given.length,
    });
  }, begun);
}

/** A path of which nothing is kept was a visit to all that is above it, the root left out. */
export const visitOnly = (tree: Tree, expanded: number): Tree =>
  pathTo(tree, expanded)
    .slice(1)
    .reduce<Tree>((now, { id }) => withNode(now, id, { visits: nodeAt(now, id).visits + 1 }), tree);

/**
 * How many steps of a path are kept, by their ratings from the root on; `from` of them were there before. In the code's
 * form null, which throws the whole path away, where no step is bad or the very first one is.
 */
export function keptLength(
  ratings: readonly number[],
  from: number,
  { threshold, form }: { readonly threshold: number; readonly form: "code" | "paper" },
): number | null {
  const bad = ratings.findIndex((rating, i) => i >= from && rating < threshold);
  if (form === "paper") return bad < 0 ? ratings.length : bad;
  return bad <= 0 ? null : bad;
}
