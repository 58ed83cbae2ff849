import { unreachable } from "../base";
import { growWay, type Move, type Round, type SearchAlgorithm, waysOf } from "./search";
import { bestEnded, childrenOf, grow, isOpen, nodeAt, pathTo, type SearchNode, type Tree, withNode } from "./tree";
import type { Way, Wish } from "./work";

export interface PuctOptions {
  /** How often a node is chosen, grown, rolled out and rated. */
  readonly simulations: number;
  /** How many actions are tried from a node. */
  readonly actions: number;
  /** How much what was seldom tried is worth beside what it came to. */
  readonly exploration: number;
  /** Whether the model's own likelihood of an action decides how much it is tried, or every action alike. */
  readonly priors: "model" | "uniform";
}

interface PuctMemory {
  readonly phase: "expand" | "roll-out" | "rate";
  readonly simulation: number;
  /** What this simulation grew from, and what it rolled out from. */
  readonly selected: number;
  readonly rolled: number | null;
}

type Here = Round<PuctOptions, PuctMemory>;

/**
 * Monte-Carlo tree search over actions, chosen by PUCT: Q + c · P · √N(parent) / (1 + N). Each simulation takes the best
 * way down, tries some actions from there, lets the model think the likeliest of them on to an answer, and carries what
 * that is rated up as a mean.
 */
export const puct: SearchAlgorithm<PuctOptions, PuctMemory> = {
  name: "puct",
  source: "AlphaGo Zero's rule (doi 10.1038/nature24270) over actions of a model",
  begin: (options) => ({
    memory: { phase: "expand", simulation: 1, selected: 0, rolled: null },
    wants: [trying(options, 0)],
  }),
  advance(round) {
    switch (round.memory.phase) {
      case "expand":
        return rollOut(round);
      case "roll-out":
        return rateEnd(round);
      case "rate":
        return carryUp(round);
      default:
        return unreachable(round.memory.phase);
    }
  },
};

const trying = ({ actions }: PuctOptions, node: number): Wish => ({
  kind: "expand",
  node,
  until: "step",
  stage: null,
  actor: 0,
  ways: actions,
});

/** Takes in the actions that were tried, one node each, and rolls out the likeliest. */
function rollOut(round: Here): Move<PuctMemory> {
  const { memory, options } = round;
  const ways = waysOf(round).slice(0, options.actions);
  const grown = ways.reduce<Tree>((tree, { way }) => {
    const end = { ended: way.ended, answer: way.ended ? way.answer : null };
    return grow(tree, memory.selected, {
      content: way.path[0] ?? "",
      ...end,
      actor: 0,
      logProbability: way.logProbability,
    });
  }, round.tree);
  const [best] = openChildren(grown, memory.selected).toSorted((a, b) => likelihood(b) - likelihood(a) || a.id - b.id);
  if (!best)
    return backFrom(
      { ...round, tree: withNode(grown, memory.selected, { standing: "pruned" }) },
      memory.selected,
      null,
    );
  if (best.ended) return askRating(grown, memory, best.id);
  const wish: Wish = { kind: "expand", node: best.id, until: "answer", stage: null, actor: 0, ways: 1 };
  return { kind: "go-on", tree: grown, memory: { ...memory, phase: "roll-out", rolled: best.id }, wants: [wish] };
}

const likelihood = ({ logProbability }: SearchNode): number => logProbability ?? Number.NEGATIVE_INFINITY;

const openChildren = (tree: Tree, id: number): Tree => childrenOf(tree, id).filter((node) => isOpen(tree, node.id));

const askRating = (tree: Tree, memory: PuctMemory, node: number): Move<PuctMemory> => ({
  kind: "go-on",
  tree,
  memory: { ...memory, phase: "rate", rolled: node },
  wants: [{ kind: "rate", node }],
});

/** A rollout is one node below the action that it came of: its steps are no choices of the search. */
function rateEnd(round: Here): Move<PuctMemory> {
  const { memory, tree } = round;
  const from = memory.rolled ?? memory.selected;
  const [made] = waysOf(round);
  if (!made) return backFrom({ ...round, tree: withNode(tree, from, { standing: "pruned" }) }, from, null);
  const end: Way = { ...made.way, path: made.way.path.slice(-1), ended: true };
  const grown = growWay(tree, from, end, { actor: 0, stage: "rollout" });
  return askRating(grown, memory, grown.length - 1);
}

function carryUp(round: Here): Move<PuctMemory> {
  const from = round.memory.rolled ?? round.memory.selected;
  const answer = round.done[0]?.answer;
  return backFrom(round, from, answer?.kind === "rated" ? answer.rating : null);
}

/** What nobody could rate is a visit that came to nothing new. */
function backFrom(round: Here, from: number, rating: number | null): Move<PuctMemory> {
  const rated = rating === null ? round.tree : withNode(round.tree, from, { rating });
  const tree = pathTo(rated, from).reduce<Tree>((now, { id }) => {
    const { value, visits } = nodeAt(now, id);
    const next = rating === null ? value : (value * visits + rating) / (visits + 1);
    return withNode(now, id, { visits: visits + 1, value: next });
  }, rated);
  return simulateAgain({ ...round, tree });
}

function simulateAgain({ options, memory, tree }: Here): Move<PuctMemory> {
  const selected = memory.simulation >= options.simulations ? null : select(tree, options);
  if (selected === null) {
    const best = bestEnded(tree);
    return { kind: "end", tree, memory, outcome: { kind: best === null ? "exhausted" : "found", best } };
  }
  const next = { phase: "expand", simulation: memory.simulation + 1, selected, rolled: null } as const;
  return { kind: "go-on", tree, memory: next, wants: [trying(options, selected)] };
}

/** Down from the root by the highest bound, the first of equals, to a node that nothing was tried from. */
function select(tree: Tree, options: PuctOptions): number | null {
  let at = 0;
  for (;;) {
    const below = childrenOf(tree, at).filter(({ stage }) => stage !== "rollout");
    if (below.length === 0) return canGrow(tree, at) ? at : null;
    const open = below.filter((node) => isOpen(tree, node.id) && canGrow(tree, node.id));
    const priors = priorsOf(open, options.priors);
    const bounds = open.map((node, i) => boundOf(node, nodeAt(tree, at), priors[i] ?? 0, options.exploration));
    const best = open[bounds.indexOf(Math.max(...bounds))];
    if (!best) return null;
    at = best.id;
  }
}

/** Whether anything can still be tried from a node or below it. */
function canGrow(tree: Tree, id: number): boolean {
  if (nodeAt(tree, id).ended || !isOpen(tree, id)) return false;
  const below = childrenOf(tree, id).filter(({ stage }) => stage !== "rollout");
  return below.length === 0 || below.some((node) => canGrow(tree, node.id));
}

/** Shares of the likelihood among siblings: a softmax of their log-probabilities, or the same for each. */
export function priorsOf(nodes: Tree, kind: PuctOptions["priors"]): readonly number[] {
  const known = kind === "model" && nodes.every(({ logProbability }) => logProbability !== null);
  if (!known) return nodes.map(() => 1 / Math.max(1, nodes.length));
  const most = Math.max(...nodes.map(likelihood));
  const weights = nodes.map((node) => Math.exp(likelihood(node) - most));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** Q + c · P · √N(parent) / (1 + N). */
export const boundOf = (
  node: Pick<SearchNode, "value" | "visits">,
  parent: Pick<SearchNode, "visits">,
  prior: number,
  exploration: number,
): number => node.value + (exploration * prior * Math.sqrt(parent.visits)) / (1 + node.visits);
