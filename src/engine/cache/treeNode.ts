/** What the tree must be told about blocks; they are opaque to it. */
export interface BlockKeeper<Block> {
  /** Two blocks with the rows before and from `at`. The caller releases the whole afterwards. */
  split(block: Block, at: number): readonly [Block, Block];
  release(block: Block): void;
  bytes(block: Block): number;
}

/** What a network keeps beside keys and values, at one position: it cannot be cut, only kept whole and put back. */
export interface Snapshot {
  readonly bytes: number;
  /** Makes it the state of the live path. */
  restore(): void;
  release(): void;
}

/** Where every path begins. It holds no position of its own. */
export interface TreeRoot<Block> {
  readonly keys: readonly [];
  readonly parent: null;
  /** By the first key of the child. */
  readonly children: Map<number, TreeNode<Block>>;
  leases: number;
}

export interface TreeNode<Block> {
  /** Keys of this node's own positions; never empty. */
  keys: readonly number[];
  block: Block;
  /** The state after this node's last position, where it was kept. */
  snapshot: Snapshot | null;
  parent: TreeNode<Block> | TreeRoot<Block>;
  readonly children: Map<number, TreeNode<Block>>;
  leases: number;
  lastUse: number;
}

/** Mutable state of one tree, shared with eviction. */
export interface TreeState<Block> {
  readonly root: TreeRoot<Block>;
  readonly keeper: BlockKeeper<Block>;
  bytes: number;
  budgetBytes: number;
  clock: number;
}

/** Every node below the root, parents before their children. */
export function nodesOf<Block>(root: TreeRoot<Block>): TreeNode<Block>[] {
  const found = [...root.children.values()];
  for (const node of found) found.push(...node.children.values());
  return found;
}

export const addChild = <Block>(parent: TreeNode<Block> | TreeRoot<Block>, child: TreeNode<Block>): void =>
  void parent.children.set(child.keys[0]!, child);

/** Removes unleased leaves, least recently used first, until the blocks fit [K5] [K6]. */
export function evictToBudget<Block>(state: TreeState<Block>, budgetBytes = state.budgetBytes): void {
  while (state.bytes > budgetBytes) {
    const victim = oldestFreeLeaf(state);
    if (victim === null) return;
    victim.parent.children.delete(victim.keys[0]!);
    state.bytes -= state.keeper.bytes(victim.block) + (victim.snapshot?.bytes ?? 0);
    state.keeper.release(victim.block);
    victim.snapshot?.release();
  }
}

function oldestFreeLeaf<Block>({ root }: TreeState<Block>): TreeNode<Block> | null {
  let oldest: TreeNode<Block> | null = null;
  for (const node of nodesOf(root)) {
    const free = node.children.size === 0 && node.leases === 0;
    if (free && (oldest === null || node.lastUse < oldest.lastUse)) oldest = node;
  }
  return oldest;
}
