import { createPrefixTree, type Match, type PrefixTree } from "../cache/prefixTree";
import type { Snapshot } from "../cache/treeNode";
import type { KeyValueBatch } from "./batch";
import { createLiveSnapshots, type LiveSnapshots } from "./liveSnapshots";
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
  /** Whether paths can be taken up only where `mark` was called. */
  readonly needsMarks: boolean;
  /** Keeps the state at the live end, so that the path can be taken up here later [K13]. */
  mark(): void;
  /** Pins what the tree holds of these keys. Returns how to let go. */
  pin(keys: readonly number[]): () => void;
  /**
   * Several sequences that begin as the live path, beside it. The path must not change while they are open.
   *
   * @param mostRows how long each may become
   * @returns null where this store has no such thing
   */
  openBatch(size: number, mostRows: number): CachedBatch | null;
  /** How many sequences that begin as the live path may be open together, each of this length; 1 where none can be. */
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
 * Share of the budget that open sequences may take. On the CPU a pass has their rows in memory three times at most: here, as
 * they go into the runtime's heap, and joined with the new ones there, with scores of every token beside them.
 */
const BATCH_SHARE = 1 / 4;

/** Snapshots of the live path take at most this part of the budget [K14]; Qwen3.5's are 20 MiB each in 32 bits. */
const SNAPSHOT_SHARE = 1 / 4;

/** The tree, and the live path with what is kept beside it. */
interface CacheParts<Block> {
  readonly tree: PrefixTree<Block>;
  readonly store: KeyValueStore<Block>;
  readonly marks: LiveSnapshots;
  readonly budgetBytes: number;
  live: readonly number[];
}

export function createKvCache<Block>(store: KeyValueStore<Block>, budgetBytes: number): KvCache {
  const tree = createPrefixTree(store, budgetBytes);
  const marks = createLiveSnapshots(budgetBytes * SNAPSHOT_SHARE);
  const parts: CacheParts<Block> = { tree, store, marks, budgetBytes, live: [] };
  return {
    needsMarks: store.stateBytes > 0,
    mark: () => markLive(parts),
    activate: (keys, atMost) => activate(parts, keys, atMost),
    extend(keys) {
      parts.live = [...parts.live, ...keys];
      fitBudget(parts);
    },
    openBatch: (size, mostRows) => openBatch(parts, size, mostRows),
    sequencesThatFit: (rows) => sequencesThatFit(store, budgetBytes * BATCH_SHARE, rows),
    pin: (keys) => tree.lease(keys).release,
    clear() {
      tree.clear();
      marks.dropAfter(-1);
      store.rewind(0, []);
      parts.live = [];
    },
    get bytes() {
      return tree.bytes + store.liveBytes + marks.bytes;
    },
    get budgetBytes() {
      return budgetBytes;
    },
    get leafCount() {
      const { live } = parts;
      return tree.leafCount + (live.length > 0 && tree.match(live).length < live.length ? 1 : 0);
    },
    get tokens() {
      return tree.tokens + parts.live.length - tree.match(parts.live).length;
    },
  };
}

const fitBudget = <Block>({ tree, store, marks, budgetBytes }: CacheParts<Block>): void =>
  tree.setBudget(Math.max(0, budgetBytes - store.liveBytes - marks.bytes));

function markLive<Block>(parts: CacheParts<Block>): void {
  const { store, marks, live } = parts;
  // A forward pass that was stopped leaves the store ahead of the path that is known.
  if (store.stateBytes === 0 || live.length === 0 || store.length !== live.length || marks.has(live.length)) return;
  marks.add(live.length, store.snapshot());
  fitBudget(parts);
}

function activate<Block>(parts: CacheParts<Block>, keys: readonly number[], atMost: number): number {
  const { tree, store, marks, live } = parts;
  const kept = sharedLength(live, keys);
  const lease = tree.lease(keys);
  // What was just generated ends here: a step end, from which other lines may part.
  markLive(parts);
  if (kept < live.length) saveLive(parts);
  marks.dropAfter(kept);
  // Saving may have split the leased path, so its blocks are looked up again.
  const match = tree.match(keys);
  const found = { kept, liveEnd: store.length === live.length ? live.length : 0, match, marks };
  const reach = Math.min(Math.max(kept, match.length), atMost);
  const target = store.stateBytes === 0 ? reach : lastTakenUp(found, reach);
  marks.dropAfter(target);
  const keep = Math.min(kept, target);
  store.rewind(keep, rowsBetween(match, keep, target), snapshotAt(found, target));
  parts.live = keys.slice(0, target);
  lease.release();
  return target;
}

function openBatch<Block>(parts: CacheParts<Block>, size: number, mostRows: number): CachedBatch | null {
  const { tree, store } = parts;
  const sequences = store.openBatch?.(size, mostRows);
  if (sequences === undefined) return null;
  return {
    sequences,
    keep(place, keys) {
      saveLive(parts);
      keepSequence(tree, store, sequences, place, keys.slice(0, sequences.length));
    },
    close: () => sequences.dispose(),
  };
}

/** Where states of a wanted path are: at the live end, beside the live path, in the tree. */
interface FoundStates<Block> {
  /** Positions that the live path shares with the wanted one. */
  readonly kept: number;
  readonly liveEnd: number;
  readonly match: Match<Block>;
  readonly marks: LiveSnapshots;
}

/** The last position up to `reach` whose state is known [K13]. */
function lastTakenUp<Block>({ kept, liveEnd, match, marks }: FoundStates<Block>, reach: number): number {
  const inTree = match.snapshots.findLast(({ position }) => position <= reach)?.position ?? 0;
  const atEnd = liveEnd === kept && liveEnd <= reach ? liveEnd : 0;
  return Math.max(inTree, atEnd, marks.lastUpTo(Math.min(kept, reach)));
}

const snapshotAt = <Block>({ match, marks }: FoundStates<Block>, position: number): Snapshot | undefined =>
  marks.at(position) ?? match.snapshots.find((known) => known.position === position)?.snapshot;

/** Copies live rows that the tree lacks into it [K11], and hands over the states beside them. */
function saveLive<Block>({ tree, store, live, marks }: CacheParts<Block>): void {
  const from = tree.match(live).length;
  // A path that cannot fit is not copied only to be evicted at once.
  if ((live.length - from) * store.bytesPerRow > tree.budgetBytes) return;
  // Pinned, so that handing over one state does not evict the place of the next.
  const lease = tree.lease(live);
  if (from < live.length) tree.insert(live, from, store.save(from, live.length));
  const whole = tree.lease(live);
  lease.release();
  for (const [position, snapshot] of marks.takeAll()) {
    if (position <= whole.length) tree.attach(live.slice(0, position), snapshot);
    else snapshot.release();
  }
  whole.release();
}

function sequencesThatFit<Block>(
  { openBatch, sharesRows, length, bytesPerRow, stateBytes }: KeyValueStore<Block>,
  budgetBytes: number,
  rows: number,
): number {
  if (openBatch === undefined) return 1;
  const shared = sharesRows ? Math.min(length, rows - 1) : 0;
  const each = (rows - shared) * bytesPerRow + stateBytes;
  return Math.max(1, Math.floor((budgetBytes - shared * bytesPerRow) / each));
}

/** Takes over the rows of one sequence that the tree lacks, and the state at its end. */
function keepSequence<Block>(
  tree: PrefixTree<Block>,
  store: KeyValueStore<Block>,
  sequences: KeyValueBatch<Block>,
  place: number,
  keys: readonly number[],
): void {
  const from = tree.match(keys).length;
  if ((keys.length - from) * store.bytesPerRow > tree.budgetBytes) return;
  if (from < keys.length) tree.insert(keys, from, sequences.save(place, from, keys.length));
  if (store.stateBytes > 0 && tree.match(keys).length === keys.length) tree.attach(keys, sequences.snapshot(place));
}

function rowsBetween<Block>(
  { segments }: Match<Block>,
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
