/** A place in a search tree: a prefix of a rollout that ends in `content`. The first of a tree is its root. */
export interface SearchNode {
  /** Its place in the list of nodes; parents stand before their children. */
  readonly id: number;
  /** Null for the root only. */
  readonly parent: number | null;
  readonly depth: number;
  /** Whatever the driver knows it by: the id of the last step it stands for. */
  readonly content: string;
  /** The stage that it completes, where the search goes by stages. */
  readonly stage: string | null;
  /** The answer in which its rollout ends; null where it goes on, or ended without one. */
  readonly answer: string | null;
  /** Nothing can be grown from it: its rollout is over. */
  readonly ended: boolean;
  /** Which of the models made it, counted from 0; null for the root and for what a person added. */
  readonly actor: number | null;
  /** Natural logarithm of how likely its own words were; null where nobody told. */
  readonly logProbability: number | null;
  /** What a judge or a person said that it is worth by itself; null where nobody did. */
  readonly rating: number | null;
  /** What the search thinks that it is worth, by what came of it. */
  readonly value: number;
  readonly visits: number;
  /** `pruned`: not grown, and nothing below it. `pinned`: kept, whatever it is worth. */
  readonly standing: "open" | "pruned" | "pinned";
}

export type Tree = readonly SearchNode[];

const ROOT: SearchNode = {
  id: 0,
  parent: null,
  depth: 0,
  content: "",
  stage: null,
  answer: null,
  ended: false,
  actor: null,
  logProbability: null,
  rating: null,
  value: 0,
  visits: 0,
  standing: "open",
};

export const rootOnly = (content: string): Tree => [{ ...ROOT, content }];

/** What is told of a node when it is made; the rest follows from its place. */
export type Grown = Pick<SearchNode, "content"> &
  Partial<Pick<SearchNode, Exclude<keyof SearchNode, "id" | "parent" | "depth">>>;

/** The tree with one more node below `parent`, the last of the list. */
export function grow(tree: Tree, parent: number, grown: Grown): Tree {
  const above = nodeAt(tree, parent);
  return [...tree, { ...ROOT, ...grown, id: tree.length, parent, depth: above.depth + 1 }];
}

/** The tree with several nodes below `parent`, each below the one before. */
export const growPath = (tree: Tree, parent: number, path: readonly Grown[]): Tree =>
  path.reduce<Tree>((grown, node, i) => grow(grown, i === 0 ? parent : grown.length - 1, node), tree);

/** Throws where there is no such node: ids come out of the same tree. */
export function nodeAt(tree: Tree, id: number): SearchNode {
  const node = tree[id];
  if (!node) throw new Error(`There is no such node: ${id}`);
  return node;
}

export const withNode = (tree: Tree, id: number, change: Partial<SearchNode>): Tree =>
  tree.map((node) => (node.id === id ? { ...node, ...change } : node));

/** From the root to the node, both included. */
export function pathTo(tree: Tree, id: number): readonly SearchNode[] {
  const path: SearchNode[] = [];
  for (let at: number | null = id; at !== null; ) {
    const node = nodeAt(tree, at);
    path.push(node);
    at = node.parent;
  }
  return path.reverse();
}

export const childrenOf = (tree: Tree, id: number): Tree => tree.filter(({ parent }) => parent === id);

/** Whether nothing above it, nor itself, was pruned. */
export const isOpen = (tree: Tree, id: number): boolean =>
  pathTo(tree, id).every(({ standing }) => standing !== "pruned");

/** What it is worth by itself, for comparing; what nobody rated comes last. */
export const ratingOf = ({ rating }: SearchNode): number => rating ?? Number.NEGATIVE_INFINITY;

/**
 * The nodes from the best rated to the worst, pinned ones first. Equal ones: the later first, as numpy's `argsort`
 * turned round has them in the published code.
 */
export const byRating = (nodes: Tree): Tree =>
  nodes.toSorted(
    (a, b) => Number(b.standing === "pinned") - Number(a.standing === "pinned") || compare(b, a) || b.id - a.id,
  );

/** Minus infinity less itself is no number. */
function compare(a: SearchNode, b: SearchNode): number {
  const [first, second] = [ratingOf(a), ratingOf(b)];
  return first === second ? 0 : first < second ? -1 : 1;
}

/** The best rollout that is over: a pinned one, or the best rated, the first of equals. Null where none is over. */
export function bestEnded(tree: Tree): number | null {
  const ended = tree.filter(({ id, ended: is }) => is && isOpen(tree, id));
  const isBetter = (node: SearchNode, than: SearchNode): boolean =>
    node.standing === than.standing ? compare(node, than) > 0 : node.standing === "pinned";
  const best = ended.reduce<SearchNode | null>((found, node) => (found && !isBetter(node, found) ? found : node), null);
  return best?.id ?? null;
}
