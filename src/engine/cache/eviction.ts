import { nodesOf, type TreeNode, type TreeState } from "./treeNode";

/** Removes unleased leaves, least recently used first, until the blocks fit [K5] [K6]. */
export function evictToBudget<Block>(state: TreeState<Block>, budgetBytes = state.budgetBytes): void {
  while (state.bytes > budgetBytes) {
    const victim = oldestFreeLeaf(state);
    if (victim === null) return;
    remove(state, victim);
  }
}

function oldestFreeLeaf<Block>(state: TreeState<Block>): TreeNode<Block> | null {
  let oldest: TreeNode<Block> | null = null;
  for (const node of nodesOf(state.root)) {
    const free = node !== state.root && node.children.size === 0 && node.leases === 0;
    if (free && (oldest === null || node.lastUse < oldest.lastUse)) oldest = node;
  }
  return oldest;
}

function remove<Block>(state: TreeState<Block>, node: TreeNode<Block>): void {
  const block = node.block as Block;
  node.parent?.children.delete(node.keys[0] as number);
  state.bytes -= state.keeper.bytes(block);
  state.keeper.release(block);
}
