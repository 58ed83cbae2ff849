import { createPrefixTree, type MatchedSegment, type PrefixTree } from "../cache/prefixTree";
import type { KeyValueBatch } from "./batch";
import type { KeyValueStore } from "./store";

/** The live path and the tree of those that were left, kept in step. */
export interface KvCache {
  /**
   * Makes the live path the longest beginning of `keys` that is paid for, at most `atMost` positions of it.
   *
   * @returns how many that is
   */
  activate(keys: readonly number[], atMost: number): number;
  /** The keys of rows that were just appended. */
  extend(keys: readonly number[]): void;
  /** Pins what the tree holds of these keys. Returns how to let go. */
  pin(keys: readonly number[]): () => void;
  /**
   * Several sequences that begin as the live path, beside it. The path must not change while they are open.
   *
   * @param mostRows how long each may become
   * @returns null where this store has no such thing
   */
  openBatch(size: number, mostRows: number): CachedBatch | null;
  /** How many sequences of this length may be open together; 1 where none can be. */
  sequencesThatFit(rows: number): number;
  /** Forgets everything. */
  clear(): void;
  readonly bytes: number;
  readonly budgetBytes: number;
  readonly leafCount: number;
  readonly tokens: number;
}

/** Sequences beside the live path, whose rows the tree can keep. */
export interface CachedBatch {
  readonly sequences: KeyValueBatch<unknown>;
  /** Keeps what the tree lacks of one sequence, whose rows have the first of these keys. */
  keep(place: number, keys: readonly number[]): void;
  close(): void;
}

/**
 * Share of the budget that open sequences may take. On the CPU a pass has them in memory four times: what goes in and what
 * comes out, each here and in the runtime's heap.
 */
const BATCH_SHARE = 1 / 4;

export function createKvCache<Block>(store: KeyValueStore<Block>, budgetBytes: number): KvCache {
  const tree = createPrefixTree(store, budgetBytes);
  let live: readonly number[] = [];
  return {
    activate(keys, atMost) {
      const kept = sharedLength(live, keys);
      const lease = tree.lease(keys);
      if (kept < live.length) saveLive(tree, store, live);
      // Saving may have split the leased path, so its blocks are looked up again.
      const { length, segments } = tree.match(keys);
      const target = Math.min(Math.max(kept, length), atMost);
      const keep = Math.min(kept, target);
      store.rewind(keep, rowsBetween(segments, keep, target));
      live = keys.slice(0, target);
      lease.release();
      return target;
    },
    extend(keys) {
      live = [...live, ...keys];
      tree.setBudget(Math.max(0, budgetBytes - store.liveBytes));
    },
    openBatch(size, mostRows) {
      const sequences = store.openBatch?.(size, mostRows);
      if (sequences === undefined) return null;
      return {
        sequences,
        keep(place, keys) {
          saveLive(tree, store, live);
          saveRows(tree, store, keys.slice(0, sequences.length), (from, to) => sequences.save(place, from, to));
        },
        close: () => sequences.dispose(),
      };
    },
    sequencesThatFit: (rows) =>
      store.openBatch === undefined
        ? 1
        : Math.max(1, Math.floor((budgetBytes * BATCH_SHARE) / (rows * store.bytesPerRow))),
    pin(keys) {
      return tree.lease(keys).release;
    },
    clear() {
      tree.clear();
      store.rewind(0, []);
      live = [];
    },
    get bytes() {
      return tree.bytes + store.liveBytes;
    },
    get budgetBytes() {
      return budgetBytes;
    },
    get leafCount() {
      return tree.leafCount + (live.length > 0 && tree.match(live).length < live.length ? 1 : 0);
    },
    get tokens() {
      return tree.tokens + live.length - tree.match(live).length;
    },
  };
}

/** Copies live rows that the tree lacks into it [K11]. */
const saveLive = <Block>(tree: PrefixTree<Block>, store: KeyValueStore<Block>, live: readonly number[]): void =>
  saveRows(tree, store, live, (from, to) => store.save(from, to));

function saveRows<Block>(
  tree: PrefixTree<Block>,
  { bytesPerRow }: KeyValueStore<Block>,
  keys: readonly number[],
  save: (from: number, to: number) => Block,
): void {
  const from = tree.match(keys).length;
  // A path that cannot fit is not copied only to be evicted at once.
  if (from < keys.length && (keys.length - from) * bytesPerRow <= tree.budgetBytes) {
    tree.insert(keys, from, save(from, keys.length));
  }
}

function rowsBetween<Block>(
  segments: readonly MatchedSegment<Block>[],
  from: number,
  to: number,
): { block: Block; from: number; count: number }[] {
  return segments
    .map(({ block, start, count }) => {
      const first = Math.max(from, start);
      return { block, from: first - start, count: Math.min(to, start + count) - first };
    })
    .filter(({ count }) => count > 0);
}

function sharedLength(a: readonly number[], b: readonly number[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}
