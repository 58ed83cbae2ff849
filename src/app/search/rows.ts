// The rows of a search's tree: plain data, so that five thousand nodes are laid out once a change and only those in
// sight are mounted.
import type { SearchNode, Tree } from "../../search";

export const SHOWN = ["all", "open", "best"] as const;
/** Which nodes are on show: all, those that were not pruned, or those whose branch comes to a better half. */
export type Shown = (typeof SHOWN)[number];

export interface SearchRow {
  readonly node: SearchNode;
  /** How far it is moved in: as often as the tree forked above it. */
  readonly level: number;
  readonly hasChildren: boolean;
  readonly folded: boolean;
  /** Nodes below it that are not on show. */
  readonly hiddenCount: number;
}

export interface RowOptions {
  readonly folded: ReadonlySet<number>;
  /** Nodes deeper than this are folded away; null for all. */
  readonly depth: number | null;
  readonly shown: Shown;
  /** The figure of each node by which the better half is told, null where there is none. */
  readonly figures: readonly (number | null)[];
}

/** The rows on show, and where each node stands among them. */
export interface SearchRows {
  readonly rows: readonly SearchRow[];
  /** The row of each node by its id; none where it is not on show. */
  readonly at: readonly (number | undefined)[];
}

/**
 * Rows that remember the tree before: nearly every change of a search is a rating of one node among thousands, which moves
 * none of them.
 */
export function createSearchRows(): (tree: Tree, options: RowOptions) => SearchRows {
  let last: (SearchRows & { readonly tree: Tree; readonly options: RowOptions }) | null = null;
  return (tree, options) => {
    const changed = last && isSameLook(last.options, options) ? changedNodes(last.tree, tree) : null;
    last =
      last && changed ? { ...withNodes(last, changed), tree, options } : { ...placed(tree, options), tree, options };
    return last;
  };
}

/** Which rows there are depends on figures only where the better half is shown. */
const isSameLook = (before: RowOptions, { folded, depth, shown }: RowOptions): boolean =>
  before.folded === folded && before.depth === depth && before.shown === shown && shown !== "best";

/** The nodes that are not as they were; null where one has come, or stands elsewhere or otherwise. */
function changedNodes(before: Tree, tree: Tree): readonly SearchNode[] | null {
  if (before.length !== tree.length) return null;
  const changed: SearchNode[] = [];
  for (const [id, node] of tree.entries()) {
    const was = before[id];
    if (was === node) continue;
    if (was?.parent !== node.parent || was.standing !== node.standing || was.depth !== node.depth) return null;
    changed.push(node);
  }
  return changed;
}

function withNodes({ rows, at }: SearchRows, nodes: readonly SearchNode[]): SearchRows {
  const next = [...rows];
  for (const node of nodes) {
    const index = at[node.id];
    const row = index === undefined ? undefined : rows[index];
    if (index !== undefined && row) next[index] = { ...row, node };
  }
  return { rows: next, at };
}

function placed(tree: Tree, options: RowOptions): SearchRows {
  const rows = rowsOfSearch(tree, options);
  const at: (number | undefined)[] = tree.map(() => undefined);
  for (const [index, { node }] of rows.entries()) at[node.id] = index;
  return { rows, at };
}

/** The rows in the order of the tree, parents before children. */
export function rowsOfSearch(tree: Tree, options: RowOptions): readonly SearchRow[] {
  const kept = keptNodes(tree, options);
  const children: (SearchNode[] | undefined)[] = [];
  for (const node of tree) {
    if (node.parent === null || !kept[node.id]) continue;
    const siblings = children[node.parent];
    if (siblings) siblings.push(node);
    else children[node.parent] = [node];
  }
  const below = countsBelow(tree, kept);
  const rows: SearchRow[] = [];
  const [root] = tree;
  const waiting = root ? [{ node: root, level: 0 }] : [];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, level } = next;
    const own = children[node.id] ?? [];
    const isFolded = own.length > 0 && (options.folded.has(node.id) || isTooDeep(node, options.depth));
    const hiddenCount = isFolded ? (below[node.id] ?? 0) : 0;
    rows.push({ node, level, hasChildren: own.length > 0, folded: isFolded, hiddenCount });
    if (isFolded) continue;
    const inward = own.length > 1 ? level + 1 : level;
    for (const child of own.toReversed()) waiting.push({ node: child, level: inward });
  }
  return rows;
}

const isTooDeep = ({ depth }: SearchNode, most: number | null): boolean => most !== null && depth >= most;

/** Parents stand before children, so one pass from each end is enough. */
function keptNodes(tree: Tree, { shown, figures }: RowOptions): readonly boolean[] {
  if (shown === "all") return tree.map(() => true);
  const open: boolean[] = [];
  for (const { id, parent, standing } of tree)
    open[id] = standing !== "pruned" && (parent === null || (open[parent] ?? false));
  if (shown === "open") return open;
  const known = figures.filter((figure) => figure !== null).toSorted((a, b) => a - b);
  const middle = known[Math.floor(known.length / 2)];
  if (middle === undefined) return open;
  // A node stays where anything below it is good: the way there has to be seen.
  const good: boolean[] = [];
  for (const { id, parent } of tree.toReversed()) {
    const figure = figures[id] ?? null;
    good[id] = (good[id] ?? false) || (figure !== null && figure >= middle);
    if (parent !== null && good[id]) good[parent] = true;
  }
  return tree.map(({ id }) => id === 0 || ((open[id] ?? false) && (good[id] ?? false)));
}

function countsBelow(tree: Tree, kept: readonly boolean[]): readonly number[] {
  const counts = tree.map(() => 0);
  for (const { id, parent } of tree.toReversed())
    if (parent !== null && kept[id]) counts[parent] = (counts[parent] ?? 0) + (counts[id] ?? 0) + 1;
  return counts;
}

/** The row of a node, or of the nearest node above it that has one; −1 where there is none. */
export function rowOfNode({ at }: SearchRows, tree: Tree, node: number | null): number {
  for (let id = node; id !== null; id = tree[id]?.parent ?? null) {
    const found = at[id];
    if (found !== undefined) return found;
  }
  return -1;
}
