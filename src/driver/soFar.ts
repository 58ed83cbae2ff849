import { growWay, type Tree } from "../search";
import type { Driven } from "./driven";

/**
 * The tree of a search with what its round has grown so far. A search takes a round in as a whole, once every rollout of
 * it is there, so that it does not hang on which was first; who watches need not wait for that. Nodes behind those of
 * the search's own tree have no standing yet: they may get other ids, or none.
 */
export function treeSoFar({ state }: Pick<Driven, "state">): Tree {
  let { tree } = state;
  for (const work of state.wanted) {
    const answer = state.answers.find((each) => each.work === work.id);
    if (work.kind !== "expand" || answer?.kind !== "expanded") continue;
    const by = { actor: work.actor, stage: work.stage };
    for (const way of answer.ways) if (way.path.length > 0) tree = growWay(tree, work.node, way, by);
  }
  return tree;
}
