import { unreachable } from "../base";
import { backpropagateInCode, backpropagateInPaper, keptLength, visitOnly } from "./backpropagation";
import { type BoundName, upperBound } from "./bound";
import { type Move, type Round, type SearchAlgorithm, waysOf } from "./search";
import { childrenOf, growPath, isOpen, nodeAt, pathTo, type Tree } from "./tree";
import type { Way, Wish } from "./work";

export interface ComctsOptions {
  /** K: each of them makes one path a round. */
  readonly models: number;
  /** Counted in paths, not in rounds: K of them a round. */
  readonly mostPaths: number;
  /** t: a step that is rated below it goes, with all behind it. */
  readonly threshold: number;
  /** c, or `exploration_weight`. */
  readonly exploration: number;
  readonly bound: BoundName;
  /**
   * How paths are cut and values carried up. `code`: a path without a bad step, or with a bad first one, is thrown away.
   * `paper`: whatever stands before the first bad step is kept.
   */
  readonly form: "code" | "paper";
  /** What each expert's rating of the steps counts: 0.7 and 0.3 for two. */
  readonly experts: readonly number[];
}

export const MULBERRY: ComctsOptions = {
  models: 4,
  mostPaths: 20,
  threshold: 0,
  exploration: 0.5,
  bound: "code",
  form: "code",
  experts: [1],
};

/** A path that a model made from the node that was expanded, and that is not in the tree yet. */
interface Pending {
  readonly actor: number;
  readonly way: Way;
  /** Null before a judge said so, or where it could not be read. */
  readonly right: boolean | null;
  /** Of every step from the root; null before they were rated, or where no expert could be read. */
  readonly ratings: readonly number[] | null;
}

interface ComctsMemory {
  readonly phase: "expand" | "answer" | "steps";
  readonly expanded: number;
  /** Paths asked for so far. */
  readonly asked: number;
  readonly pending: readonly Pending[];
  /** The last nodes of paths whose answer is right. */
  readonly right: readonly number[];
}

type Here = Round<ComctsOptions, ComctsMemory>;

const expanding = (models: number, node: number): readonly Wish[] =>
  Array.from({ length: models }, (_, actor) => ({
    kind: "expand",
    node,
    until: "answer",
    stage: null,
    actor,
    ways: 1,
  }));

/** Mulberry's collective tree search: several models grow one tree, and errors in their paths are cut off. */
export const comcts: SearchAlgorithm<ComctsOptions, ComctsMemory> = {
  name: "comcts",
  source: "HJYao00/Mulberry@a49cab5, comcts/code/comcts.py; arXiv 2412.18319",
  begin: ({ models }) => ({
    memory: { phase: "expand", expanded: 0, asked: models, pending: [], right: [] },
    wants: expanding(models, 0),
  }),
  advance(round) {
    switch (round.memory.phase) {
      case "expand":
        return checkAnswers(round);
      case "answer":
        return rateSteps(round);
      case "steps":
        return takeIn(round);
      default:
        return unreachable(round.memory.phase);
    }
  },
  held: ({ pending }) => pending.reduce((sum, { way }) => sum + way.path.length, 0),
};

function checkAnswers(round: Here): Move<ComctsMemory> {
  const { memory, tree } = round;
  const pending = waysOf(round).map(
    ({ work, way }): Pending => ({ actor: work.actor, way, right: null, ratings: null }),
  );
  // The published search goes round for ever where no model makes a path that parses; here that is a round like any.
  if (pending.length === 0) return nextRound({ ...round, tree, memory: { ...memory, pending } });
  const wants = pending.map(({ way }): Wish => ({ kind: "answer", node: memory.expanded, answer: way.answer ?? "" }));
  return { kind: "go-on", tree, memory: { ...memory, phase: "answer", pending }, wants };
}

function rateSteps({ memory, tree, options, done }: Here): Move<ComctsMemory> {
  const pending = memory.pending.map((path, i): Pending => {
    const verdict = done[i]?.answer;
    return { ...path, right: verdict?.kind === "checked" ? verdict.right : null };
  });
  const wants = pending.flatMap(({ way }) =>
    options.experts.map((_, expert): Wish => ({ kind: "steps", node: memory.expanded, path: way.path, expert })),
  );
  return { kind: "go-on", tree, memory: { ...memory, phase: "steps", pending }, wants };
}

/** The experts' ratings, weighed, where all could be read; else the first's that could. */
function weighed(
  given: readonly (readonly number[] | null)[],
  weights: readonly number[],
  length: number,
): readonly number[] | null {
  const read = given.filter((ratings) => ratings !== null && ratings.length === length);
  const [first] = read;
  if (!first || read.length < weights.length) return first ?? null;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return first.map(
    (_, at) => read.reduce((sum, ratings, i) => sum + (ratings?.[at] ?? 0) * (weights[i] ?? 0), 0) / total,
  );
}

function takeIn(round: Here): Move<ComctsMemory> {
  const { memory, options, done, tree } = round;
  const { depth } = nodeAt(tree, memory.expanded);
  const each = options.experts.length;
  const pending = memory.pending.map((path, i): Pending => {
    const given = done
      .slice(i * each, (i + 1) * each)
      .map(({ answer }) => (answer.kind === "steps-rated" ? answer.ratings : null));
    return { ...path, ratings: weighed(given, options.experts, depth + path.way.path.length) };
  });
  const isSolved = pending.some(({ right }) => right === true);
  const right: number[] = [];
  const grown = pending.reduce<Tree>((now, path) => {
    const next = withPath(now, path, { memory, options, isSolved });
    if (path.right === true && next.length > now.length) right.push(next.length - 1);
    return next;
  }, tree);
  const here = { ...round, tree: grown, memory: { ...memory, pending: [], right } };
  return isSolved ? solved(here) : nextRound(here);
}

interface Taking {
  readonly memory: ComctsMemory;
  readonly options: ComctsOptions;
  /** Once one path is right, all are taken in whole. */
  readonly isSolved: boolean;
}

/** The tree with what is kept of a path, and its ratings carried up. */
function withPath(tree: Tree, { way, actor, ratings }: Pending, { memory, options, isSolved }: Taking): Tree {
  if (!ratings || !isOpen(tree, memory.expanded)) return tree;
  const { depth } = nodeAt(tree, memory.expanded);
  const kept = isSolved ? ratings.length : keptLength(ratings, depth, options);
  if (kept === null) return visitOnly(tree, memory.expanded);
  const path = way.path.slice(0, kept - depth).map((content, i) => {
    const isEnd = depth + i === ratings.length - 1;
    const end = isEnd ? { ended: true, answer: way.answer } : {};
    return { content, actor, rating: ratings[depth + i] ?? null, ...end };
  });
  const grown = growPath(tree, memory.expanded, path);
  const last = path.length === 0 ? memory.expanded : grown.length - 1;
  if (options.form === "paper")
    return backpropagateInPaper(
      grown,
      path.map((_, i) => tree.length + i),
    );
  return last === 0 ? grown : backpropagateInCode(grown, memory.expanded, last, ratings.slice(0, kept));
}

/** The right path that is worth most, the first of equals. */
function solved({ tree, memory }: Here): Move<ComctsMemory> {
  const right = memory.right.map((id) => nodeAt(tree, id)).filter(({ id }) => isOpen(tree, id));
  const best = right.reduce((found, node) => (found && found.value >= node.value ? found : node), right[0]);
  return { kind: "end", tree, memory, outcome: { kind: "found", best: best?.id ?? null } };
}

function nextRound(round: Here): Move<ComctsMemory> {
  const { options, memory, tree } = round;
  if (memory.asked >= options.mostPaths)
    return { kind: "end", tree, memory, outcome: { kind: "exhausted", best: null } };
  const expanded = selectLeaf(round);
  if (expanded === null) return { kind: "end", tree, memory, outcome: { kind: "exhausted", best: null } };
  const wants = expanding(options.models, expanded);
  return {
    kind: "go-on",
    tree,
    memory: { phase: "expand", expanded, asked: memory.asked + options.models, pending: [], right: [] },
    wants,
  };
}

/** The leaf with the highest bound in the whole tree, drawn among equals; the root while it is alone. */
function selectLeaf({ options, tree, rng }: Pick<Here, "options" | "tree" | "rng">): number | null {
  const leaves = tree.filter(
    ({ id, ended }) => !ended && isOpen(tree, id) && childrenOf(tree, id).every((child) => !isOpen(tree, child.id)),
  );
  if (leaves.length === 0) return null;
  const bounds = leaves.map((leaf) =>
    leaf.parent === null
      ? Number.NEGATIVE_INFINITY
      : upperBound(leaf, nodeAt(tree, leaf.parent), options.exploration, options.bound),
  );
  const most = Math.max(...bounds);
  return rng.pick(leaves.filter((_, i) => bounds[i] === most)).id;
}

/** A path of Mulberry's training data in which a wrong step is made and taken back, by the contents of its nodes. */
export interface ReflectivePath {
  readonly before: readonly string[];
  readonly wrong: string;
  readonly after: readonly string[];
}

/**
 * Equations 7 and 8: the sibling of a step of the chosen path that is worth least beside it stands before that step, as a
 * mistake that is taken back. Null where no step has a sibling that is worth less.
 */
export function reflectivePath(
  tree: Tree,
  chosen: number,
  { exploration, bound }: Pick<ComctsOptions, "exploration" | "bound">,
): ReflectivePath | null {
  const path = pathTo(tree, chosen).slice(1);
  const worth = (id: number): number => {
    const node = nodeAt(tree, id);
    return upperBound(node, nodeAt(tree, node.parent ?? 0), exploration, bound);
  };
  const worst = path.flatMap((node, at) =>
    childrenOf(tree, node.parent ?? 0)
      .filter((sibling) => sibling.id !== node.id)
      .map((sibling) => ({ at, wrong: sibling.content, gap: worth(sibling.id) - worth(node.id) })),
  );
  const [first] = worst.filter(({ gap }) => gap < 0).sort((a, b) => a.gap - b.gap);
  if (!first) return null;
  const contents = path.map(({ content }) => content);
  return { before: contents.slice(0, first.at), wrong: first.wrong, after: contents.slice(first.at) };
}
