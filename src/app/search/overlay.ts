import { imagesShownBy } from "../../action";
import type { Driven } from "../../driver";
import { actionOutward, placementsAlong } from "../../stage";
import { lineTo, type Step, type StepId, stepIdFrom, type Trace } from "../../trace";
import type { OverlaidAction } from "../../workspace/state";

/** More lines than this over one picture are a tangle. */
const MOST_BRANCHES = 48;

/**
 * The actions of every branch of a search where they lie in the picture, the best branch first. What branches have in
 * common is of the best of them.
 */
export function overlayOf(
  trace: Trace,
  { state }: Driven,
  shares: readonly (number | null)[],
): readonly OverlaidAction[] {
  const parents = new Set(state.tree.map(({ parent }) => parent));
  const leaves = state.tree
    .filter(({ id, standing }) => id > 0 && !parents.has(id) && standing !== "pruned")
    .toSorted((a, b) => (shares[b.id] ?? 0) - (shares[a.id] ?? 0) || a.id - b.id)
    .slice(0, MOST_BRANCHES);
  const seen = new Set<StepId>();
  return leaves.flatMap((leaf, branch) => {
    const line = lineTo(trace, stepIdFrom(leaf.content));
    const worth = shares[leaf.id] ?? 0;
    return actionsOn(trace, line, seen).map(({ step, action }) => ({ step, action, branch, worth }));
  });
}

function actionsOn(trace: Trace, line: readonly Step[], seen: Set<StepId>) {
  const placements = placementsAlong(trace, line);
  return line.flatMap(({ id, body }) => {
    if (body.kind !== "action" || seen.has(id) || imagesShownBy(body.action)) return [];
    seen.add(id);
    const placement = placements.get(body.action.image);
    return [{ step: id, action: placement ? actionOutward(body.action, placement) : body.action }];
  });
}
