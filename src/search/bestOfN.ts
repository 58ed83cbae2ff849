import { growWay, type Move, type Round, type SearchAlgorithm, waysOf, withRatings } from "./search";
import { bestEnded, isOpen, type Tree } from "./tree";
import type { Wish } from "./work";

export interface BestOfNOptions {
  readonly n: number;
  /** By the answer that most rollouts come to, or by what each is rated. */
  readonly pick: "self-consistency" | "rating";
  /** How many models or temperatures take turns. */
  readonly actors: number;
}

interface BestOfNMemory {
  readonly phase: "expand" | "rate";
}

/** How many rollouts came to an answer. */
export interface Votes {
  readonly answer: string;
  readonly count: number;
}

/** The answers of the rollouts that are over, the most frequent first; equal ones as they were first given. */
export function votesIn(tree: Tree): readonly Votes[] {
  const counts = new Map<string, number>();
  for (const { id, ended, answer } of tree)
    if (ended && answer !== null && isOpen(tree, id)) counts.set(answer, (counts.get(answer) ?? 0) + 1);
  return [...counts].map(([answer, count]) => ({ answer, count })).sort((a, b) => b.count - a.count);
}

/** The first rollout with the answer that most came to; a pinned one goes before. */
function mostAgreed(tree: Tree): number | null {
  const pinned = tree.find(({ ended, standing }) => ended && standing === "pinned");
  if (pinned) return pinned.id;
  const [first] = votesIn(tree);
  const chosen = tree.find(({ id, ended, answer }) => ended && answer === first?.answer && isOpen(tree, id));
  return first && chosen ? chosen.id : bestEnded(tree);
}

const wantsOf = ({ n, actors }: BestOfNOptions): readonly Wish[] =>
  Array.from({ length: n }, (_, i) => ({
    kind: "expand",
    node: 0,
    until: "answer",
    stage: null,
    actor: i % Math.max(1, actors),
    ways: 1,
  }));

/** Draws n rollouts and takes the best of them. */
export const bestOfN: SearchAlgorithm<BestOfNOptions, BestOfNMemory> = {
  name: "best-of-n",
  source: "Self-consistency: arXiv 2203.11171",
  begin: (options) => ({ memory: { phase: "expand" }, wants: wantsOf(options) }),
  advance(round: Round<BestOfNOptions, BestOfNMemory>): Move<BestOfNMemory> {
    if (round.memory.phase === "rate") {
      const tree = withRatings(round);
      return { kind: "end", tree, memory: round.memory, outcome: { kind: "found", best: bestEnded(tree) } };
    }
    const grown = waysOf(round).reduce<Tree>(
      (tree, { work, way }) => growWay(tree, work.node, { ...way, ended: true }, { actor: work.actor, stage: null }),
      round.tree,
    );
    const ended = grown.filter(({ id, ended: is }) => is && isOpen(grown, id));
    const memory = { phase: "rate" } as const;
    if (ended.length === 0) return { kind: "end", tree: grown, memory, outcome: { kind: "exhausted", best: null } };
    if (round.options.pick === "self-consistency")
      return { kind: "end", tree: grown, memory, outcome: { kind: "found", best: mostAgreed(grown) } };
    return { kind: "go-on", tree: grown, memory, wants: ended.map(({ id }) => ({ kind: "rate", node: id })) };
  },
};
