/** What the tree must be told about blocks; they are opaque to it. */
export interface BlockKeeper<Block> {
  /** Two blocks with the rows before and from `at`. The caller releases the whole afterwards. */
  split(block: Block, at: number): readonly [Block, Block];
  release(block: Block): void;
  bytes(block: Block): number;
}

export interface TreeNode<Block> {
  /** Keys of this node's own positions; never empty except at the root. */
  keys: readonly number[];
  /** Null only at the root. */
  block: Block | null;
  parent: TreeNode<Block> | null;
  /** By the first key of the child. */
  readonly children: Map<number, TreeNode<Block>>;
  leases: number;
  lastUse: number;
}

/** Mutable state of one tree, shared with eviction. */
export interface TreeState<Block> {
  readonly root: TreeNode<Block>;
  readonly keeper: BlockKeeper<Block>;
  bytes: number;
  budgetBytes: number;
  clock: number;
}

export function nodesOf<Block>(root: TreeNode<Block>): TreeNode<Block>[] {
  const found = [root];
  for (let i = 0; i < found.length; i++) found.push(...(found[i] as TreeNode<Block>).children.values());
  return found;
}
