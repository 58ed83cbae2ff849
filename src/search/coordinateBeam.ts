import { growWay, type Move, type Round, type SearchAlgorithm, waysOf } from "./search";
import { isOpen, pathTo, type Tree } from "./tree";
import type { Wish } from "./work";

export interface CoordinateBeamOptions {
  /** How many readings are kept at each token. */
  readonly width: number;
  /** How many of the likeliest tokens are looked at from each. */
  readonly ways: number;
  /** Readings that are not over after so many tokens are given up. */
  readonly mostTokens: number;
}

interface CoordinateBeamMemory {
  readonly kept: readonly number[];
  readonly tokens: number;
}

/** One way to read where the model points: its tokens, and how likely it is among those that were found. */
export interface CoordinateReading {
  readonly node: number;
  readonly tokens: readonly string[];
  readonly logProbability: number;
  /** Of the readings found, so that they add up to 1. */
  readonly share: number;
}

/** The sum of the log-probabilities along a reading; a token whose likelihood nobody told counts as certain. */
const likelihoodOf = (tree: Tree, id: number): number =>
  pathTo(tree, id).reduce((sum, { logProbability }) => sum + (logProbability ?? 0), 0);

const wantsFrom = (nodes: readonly number[], ways: number): readonly Wish[] =>
  nodes.map((node) => ({ kind: "expand", node, until: "token", stage: null, actor: 0, ways }));

/** Beam search over the tokens of coordinates: several readings of one box, where greedy decoding shows one. */
export const coordinateBeam: SearchAlgorithm<CoordinateBeamOptions, CoordinateBeamMemory> = {
  name: "coordinate-beam",
  source: "Beam search by the sum of log-probabilities, without length normalisation",
  begin: ({ ways }) => ({ memory: { kept: [0], tokens: 0 }, wants: wantsFrom([0], ways) }),
  advance(round: Round<CoordinateBeamOptions, CoordinateBeamMemory>): Move<CoordinateBeamMemory> {
    const { options, memory } = round;
    const tree = waysOf(round).reduce<Tree>(
      (grown, { work, way }) =>
        growWay(grown, work.node, { ...way, path: way.path.slice(0, 1) }, { actor: 0, stage: null }),
      round.tree,
    );
    const over = memory.kept.filter((id) => tree[id]?.ended);
    const fresh = tree.filter(({ id, parent }) => parent !== null && memory.kept.includes(parent) && isOpen(tree, id));
    const candidates = [...over, ...fresh.map(({ id }) => id)];
    // Equal ones in the order in which they were found.
    const kept = candidates
      .toSorted((a, b) => likelihoodOf(tree, b) - likelihoodOf(tree, a) || a - b)
      .slice(0, options.width);
    const open = kept.filter((id) => !tree[id]?.ended);
    const now = { kept, tokens: memory.tokens + 1 };
    if (open.length > 0 && now.tokens < options.mostTokens)
      return { kind: "go-on", tree, memory: now, wants: wantsFrom(open, options.ways) };
    const best = kept.find((id) => tree[id]?.ended) ?? null;
    return { kind: "end", tree, memory: now, outcome: { kind: best === null ? "exhausted" : "found", best } };
  },
};

/** The readings that are over, the likeliest first. */
export function readingsIn(tree: Tree): readonly CoordinateReading[] {
  const over = tree
    .filter(({ id, ended }) => ended && isOpen(tree, id))
    .map(({ id }) => ({ id, sum: likelihoodOf(tree, id) }));
  const most = Math.max(...over.map(({ sum }) => sum));
  const total = over.reduce((all, { sum }) => all + Math.exp(sum - most), 0);
  return over
    .toSorted((a, b) => b.sum - a.sum || a.id - b.id)
    .map(({ id, sum }) => ({
      node: id,
      tokens: pathTo(tree, id)
        .slice(1)
        .map(({ content }) => content),
      logProbability: sum,
      share: Math.exp(sum - most) / total,
    }));
}
