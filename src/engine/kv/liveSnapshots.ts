import type { Snapshot } from "../cache/treeNode";

/** States of the live path at positions that lines may part from, until they move into the tree [K13] [K14]. */
export interface LiveSnapshots {
  readonly bytes: number;
  has(position: number): boolean;
  at(position: number): Snapshot | undefined;
  /** The last position up to `limit` that has one; 0 where none has. */
  lastUpTo(limit: number): number;
  add(position: number, snapshot: Snapshot): void;
  /** Hands over all of them, in order. */
  takeAll(): readonly (readonly [position: number, snapshot: Snapshot])[];
  /** Lets go of those beyond a position. */
  dropAfter(position: number): void;
}

export function createLiveSnapshots(budgetBytes: number): LiveSnapshots {
  let kept: (readonly [number, Snapshot])[] = [];
  const bytes = (): number => kept.reduce((sum, [, snapshot]) => sum + snapshot.bytes, 0);
  /** What would have to be computed again without each one: the tokens since the one before it. The newest stays. */
  const thin = (): void => {
    while (kept.length > 1 && bytes() > budgetBytes) {
      const gaps = kept.slice(0, -1).map(([at], index) => at - (kept[index - 1]?.[0] ?? 0));
      const [[, snapshot] = []] = kept.splice(gaps.indexOf(Math.min(...gaps)), 1);
      snapshot?.release();
    }
  };
  return {
    get bytes() {
      return bytes();
    },
    has: (position) => kept.some(([at]) => at === position),
    at: (position) => kept.find(([at]) => at === position)?.[1],
    lastUpTo: (limit) => kept.findLast(([at]) => at <= limit)?.[0] ?? 0,
    add(position, snapshot) {
      kept = [...kept, [position, snapshot] as const].sort(([a], [b]) => a - b);
      thin();
    },
    takeAll() {
      const all = kept;
      kept = [];
      return all;
    },
    dropAfter(position) {
      for (const [at, snapshot] of kept) if (at > position) snapshot.release();
      kept = kept.filter(([at]) => at <= position);
    },
  };
}
