import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createKeyMaker } from "./keys";
import { createLastRows } from "./lastRows";
import { type BlockKeeper, createPrefixTree, type Lease, type PrefixTree } from "./prefixTree";

/** A block that carries what it stands for, so that every law can look inside. */
interface Rows {
  readonly path: readonly number[];
  readonly start: number;
  readonly end: number;
  released: boolean;
}

const rows = (path: readonly number[], start: number, end = path.length): Rows => ({
  path,
  start,
  end,
  released: false,
});

/** One byte a row; counts releases and refuses to touch what is gone [K8]. */
const keeper: BlockKeeper<Rows> = {
  split(block, at) {
    expect(block.released).toBe(false);
    return [rows(block.path, block.start, block.start + at), rows(block.path, block.start + at, block.end)];
  },
  release(block) {
    expect(block.released).toBe(false);
    block.released = true;
  },
  bytes: (block) => block.end - block.start,
};

/** Everything a match must be, whatever was done to the tree before. */
function expectTrueMatch(tree: PrefixTree<Rows>, keys: readonly number[]): number {
  const match = tree.match(keys);
  let position = 0;
  for (const { block, start, count } of match.segments) {
    expect(start).toBe(position); // [K1] no gap
    expect(block.released).toBe(false); // [K8]
    expect(block.start).toBe(start); // [K3] rows stay at their positions
    expect(block.path.slice(start, start + count)).toEqual(keys.slice(start, start + count)); // [K2]
    expect(block.path.slice(0, start)).toEqual(keys.slice(0, start)); // [K2] and so does all before them
    position += count;
  }
  expect(match.length).toBe(position);
  return match.length;
}

const add = (tree: PrefixTree<Rows>, keys: readonly number[]): void => {
  const from = tree.match(keys).length;
  if (from < keys.length) tree.insert(keys, from, rows(keys, from));
};

const shared = (a: readonly number[], b: readonly number[]): number => {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
};

// Few different keys, so that paths often share beginnings.
const path = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 12 });

describe("prefix tree", () => {
  it("[K1] [K2] [K3] holds the longest prefix of everything inserted", () => {
    fc.assert(
      fc.property(fc.array(path, { maxLength: 20 }), fc.array(path, { minLength: 1 }), (paths, wanted) => {
        const tree = createPrefixTree(keeper, Number.POSITIVE_INFINITY);
        for (const keys of paths) add(tree, keys);
        for (const keys of [...wanted, ...paths]) {
          const best = Math.max(0, ...paths.map((other) => shared(other, keys)));
          expect(expectTrueMatch(tree, keys)).toBe(best);
        }
        const prefixes = new Set(paths.flatMap((keys) => keys.map((_, end) => keys.slice(0, end + 1).join())));
        expect(tree.bytes).toBe(prefixes.size); // shared rows are held once
        expect(tree.tokens).toBe(prefixes.size);
      }),
    );
  });

  it("[K4] [K5] [K6] [K8] keeps its laws through any order of inserting, leasing, releasing and evicting", () => {
    const command = fc.oneof(
      { weight: 4, arbitrary: fc.record({ do: fc.constant("insert" as const), path }) },
      { weight: 2, arbitrary: fc.record({ do: fc.constant("lease" as const), path }) },
      { weight: 2, arbitrary: fc.record({ do: fc.constant("release" as const), which: fc.nat(5) }) },
      {
        weight: 1,
        arbitrary: fc.record({ do: fc.constant("budget" as const), bytes: fc.integer({ min: 0, max: 40 }) }),
      },
      { weight: 1, arbitrary: fc.record({ do: fc.constant("clear" as const) }) },
    );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
        const tree = createPrefixTree(keeper, 20);
        const leases: { keys: readonly number[]; lease: Lease<Rows> }[] = [];
        for (const command of commands) {
          if (command.do === "insert") add(tree, command.path);
          if (command.do === "lease") leases.push({ keys: command.path, lease: tree.lease(command.path) });
          if (command.do === "release") leases.splice(command.which, 1)[0]?.lease.release();
          if (command.do === "budget") tree.setBudget(command.bytes);
          if (command.do === "clear") tree.clear();
          for (const { keys, lease } of leases) {
            expect(expectTrueMatch(tree, keys)).toBeGreaterThanOrEqual(lease.length); // [K4]
          }
          if (leases.length === 0) expect(tree.bytes).toBeLessThanOrEqual(tree.budgetBytes); // [K6]
        }
        for (const { lease } of leases) {
          lease.release();
          lease.release(); // [K4] the second does nothing
        }
        expect(tree.bytes).toBeLessThanOrEqual(tree.budgetBytes); // [K6]
        tree.clear();
        expect(tree.bytes).toBe(0);
        expect(tree.leafCount).toBe(0);
      }),
    );
  });

  it("[K5] [K7] evicts the least recently used leaf and keeps the shared beginning", () => {
    const tree = createPrefixTree(keeper, 6);
    add(tree, [1, 2, 3, 4]);
    add(tree, [1, 2, 5, 6]);
    tree.match([1, 2, 3, 4]);
    add(tree, [1, 2, 7, 8]);
    expect(
      [
        [1, 2, 3, 4],
        [1, 2, 5, 6],
        [1, 2, 7, 8],
      ].map((keys) => tree.match(keys).length),
    ).toEqual([4, 2, 4]);
  });

  it("[K6] goes over its budget only for what is leased", () => {
    const tree = createPrefixTree(keeper, 10);
    add(tree, [1, 2, 3, 4]);
    const lease = tree.lease([1, 2, 3, 4]);
    tree.setBudget(2);
    expect(tree.bytes).toBe(4);
    lease.release();
    expect(tree.bytes).toBe(0);
  });

  it("refuses rows that would release a gap", () => {
    const tree = createPrefixTree(keeper, 10);
    expect(() => tree.insert([1, 2, 3], 1, rows([1, 2, 3], 1))).toThrow("holds 0 rows");
  });
});

describe("keys", () => {
  it("[K9] tells images apart by hash and position, and from every token", () => {
    const maker = createKeyMaker();
    const ids = [5, 9, 9, 5, 9, 9];
    const both = maker.keysOf(ids, 9, [
      { hash: "a", tokens: 2 },
      { hash: "b", tokens: 2 },
    ]);
    const again = maker.keysOf(ids, 9, [
      { hash: "a", tokens: 2 },
      { hash: "a", tokens: 2 },
    ]);
    expect(both.slice(0, 4)).toEqual(again.slice(0, 4));
    expect(again.slice(1, 3)).toEqual(again.slice(4));
    expect(new Set(both.slice(1)).size).toBe(5);
    expect(both.filter((key) => key < 0)).toHaveLength(4);
  });
});

describe("last rows", () => {
  it("[K12] gives back the row of exactly the same keys and forgets the oldest", () => {
    const kept = createLastRows(2);
    const row = (value: number): Float32Array => Float32Array.of(value);
    kept.set([1], row(1));
    kept.set([1, 2], row(2));
    expect(kept.get([1])).toEqual(row(1));
    kept.set([1, 2, 3], row(3));
    expect(kept.get([1, 2])).toBeUndefined();
    expect(kept.get([1])).toEqual(row(1));
    expect(kept.get([1, 2, 3])).toEqual(row(3));
  });
});
