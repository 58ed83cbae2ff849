// A radix tree over prompts (after SGLang's radix cache). Each node holds the keys of a run of positions and one opaque
// block with their keys and values. Paths that share a beginning share its nodes. Rules [K1]… are in SPEC.md.
import {
  addChild,
  type BlockKeeper,
  evictToBudget,
  nodesOf,
  type Snapshot,
  type TreeNode,
  type TreeRoot,
  type TreeState,
} from "./treeNode";

export type { BlockKeeper, Snapshot } from "./treeNode";

export interface MatchedSegment<Block> {
  readonly block: Block;
  /** Position of the block's first row. */
  readonly start: number;
  /** Rows of the block that match; fewer than it holds where the paths part inside it. */
  readonly count: number;
}

export interface Match<Block> {
  readonly length: number;
  readonly segments: readonly MatchedSegment<Block>[];
  /** States kept on the way, by the number of positions before them, in order [K13]. */
  readonly snapshots: readonly { readonly position: number; readonly snapshot: Snapshot }[];
}

export interface Lease<Block> extends Match<Block> {
  release(): void;
}

export interface PrefixTree<Block> {
  /** The longest prefix that is held [K1]. */
  match(keys: readonly number[]): Match<Block>;
  /** A match whose whole path is pinned until it is released [K4]. */
  lease(keys: readonly number[]): Lease<Block>;
  /** Takes over a block with rows [from, keys.length). The tree must hold exactly the rows before `from`. */
  insert(keys: readonly number[], from: number, block: Block): void;
  /** Takes over the state after `keys`, all of which the tree must hold; a second one of the same place is let go [K13]. */
  attach(keys: readonly number[], snapshot: Snapshot): void;
  setBudget(bytes: number): void;
  /** Drops everything that is not leased. */
  clear(): void;
  readonly bytes: number;
  readonly budgetBytes: number;
  readonly leafCount: number;
  readonly tokens: number;
}

export function createPrefixTree<Block>(keeper: BlockKeeper<Block>, budgetBytes: number): PrefixTree<Block> {
  const root: TreeRoot<Block> = { keys: [], parent: null, children: new Map(), leases: 0 };
  const state: TreeState<Block> = { root, keeper, bytes: 0, budgetBytes, clock: 0 };
  return {
    match: (keys) => walk(state, keys),
    lease: (keys) => lease(state, keys),
    insert: (keys, from, block) => insert(state, keys, from, block),
    attach: (keys, snapshot) => attach(state, keys, snapshot),
    setBudget(bytes) {
      state.budgetBytes = bytes;
      evictToBudget(state);
    },
    clear() {
      evictToBudget(state, 0);
    },
    get bytes() {
      return state.bytes;
    },
    get budgetBytes() {
      return state.budgetBytes;
    },
    get leafCount() {
      return nodesOf(root).filter((node) => node.children.size === 0).length;
    },
    get tokens() {
      return nodesOf(root).reduce((sum, node) => sum + node.keys.length, 0);
    },
  };
}

interface Walk<Block> extends Match<Block> {
  /** The deepest node with at least one matching row. */
  readonly last: TreeNode<Block> | TreeRoot<Block>;
  /** Rows of `last` that match. */
  readonly rowsOfLast: number;
}

function walk<Block>(state: TreeState<Block>, keys: readonly number[]): Walk<Block> {
  const segments: MatchedSegment<Block>[] = [];
  const snapshots: { position: number; snapshot: Snapshot }[] = [];
  let node: TreeNode<Block> | TreeRoot<Block> = state.root;
  let rows = 0;
  let length = 0;
  const use = ++state.clock;
  for (;;) {
    const child: TreeNode<Block> | undefined = length < keys.length ? node.children.get(keys[length]!) : undefined;
    if (child === undefined || rows < node.keys.length) break;
    rows = sharedLength(child.keys, keys, length);
    child.lastUse = use;
    segments.push({ block: child.block, start: length, count: rows });
    length += rows;
    if (rows === child.keys.length && child.snapshot !== null) {
      snapshots.push({ position: length, snapshot: child.snapshot });
    }
    node = child;
  }
  return { length, segments, snapshots, last: node, rowsOfLast: rows };
}

function sharedLength(own: readonly number[], keys: readonly number[], from: number): number {
  let count = 0;
  while (count < own.length && from + count < keys.length && own[count] === keys[from + count]) count++;
  return count;
}

function lease<Block>(state: TreeState<Block>, keys: readonly number[]): Lease<Block> {
  const { length, segments, snapshots, last } = walk(state, keys);
  for (let node: TreeNode<Block> | TreeRoot<Block> | null = last; node !== null; node = node.parent) node.leases++;
  let held = true;
  const release = (): void => {
    if (!held) return;
    held = false;
    for (let node: TreeNode<Block> | TreeRoot<Block> | null = last; node !== null; node = node.parent) node.leases--;
    evictToBudget(state);
  };
  return { length, segments, snapshots, release };
}

function insert<Block>(state: TreeState<Block>, keys: readonly number[], from: number, block: Block): void {
  const { length, last, rowsOfLast } = walk(state, keys);
  if (length !== from || from >= keys.length) throw new Error(`The tree holds ${length} rows, not ${from}`);
  const parent = last.parent !== null && rowsOfLast < last.keys.length ? splitNode(state, last, rowsOfLast) : last;
  const own = keys.slice(from);
  const lastUse = state.clock;
  addChild(parent, { keys: own, block, snapshot: null, parent, children: new Map(), leases: 0, lastUse });
  state.bytes += state.keeper.bytes(block);
  evictToBudget(state);
}

function attach<Block>(state: TreeState<Block>, keys: readonly number[], snapshot: Snapshot): void {
  const { length, last, rowsOfLast } = walk(state, keys);
  if (length !== keys.length || last.parent === null)
    throw new Error(`The tree holds ${length} of ${keys.length} rows`);
  const node = rowsOfLast < last.keys.length ? splitNode(state, last, rowsOfLast) : last;
  if (node.snapshot !== null) {
    snapshot.release();
    return;
  }
  node.snapshot = snapshot;
  state.bytes += snapshot.bytes;
  evictToBudget(state);
}

/**
 * Parts a node at row `at`. The lower half keeps the node's identity, so leases on it still reach the root [K4], and the
 * state after its last position.
 */
function splitNode<Block>(state: TreeState<Block>, node: TreeNode<Block>, at: number): TreeNode<Block> {
  const whole = node.block;
  const [upperBlock, lowerBlock] = state.keeper.split(whole, at);
  state.bytes += state.keeper.bytes(upperBlock) + state.keeper.bytes(lowerBlock) - state.keeper.bytes(whole);
  state.keeper.release(whole);
  const upper: TreeNode<Block> = {
    keys: node.keys.slice(0, at),
    block: upperBlock,
    snapshot: null,
    parent: node.parent,
    children: new Map(),
    leases: node.leases,
    lastUse: node.lastUse,
  };
  addChild(node.parent, upper);
  node.keys = node.keys.slice(at);
  node.block = lowerBlock;
  node.parent = upper;
  addChild(upper, node);
  return upper;
}
