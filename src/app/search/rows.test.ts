import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SearchNode } from "../../search";
import { sharesOf } from "./figures";
import { createSearchRows, rowOfNode, rowsOfSearch, SHOWN } from "./rows";

const node = (id: number, parent: number | null, depth: number, more: Partial<SearchNode> = {}): SearchNode => ({
  id,
  parent,
  depth,
  content: `s${id}`,
  stage: null,
  answer: null,
  ended: false,
  actor: 0,
  logProbability: null,
  rating: null,
  value: 0,
  visits: 0,
  standing: "open",
  ...more,
});

/** 0 ┬ 1 ─ 3
 *    └ 2 ─ 4 ┬ 5
 *            └ 6 */
const TREE = [
  node(0, null, 0),
  node(1, 0, 1),
  node(2, 0, 1),
  node(3, 1, 2),
  node(4, 2, 2),
  node(5, 4, 3),
  node(6, 4, 3),
];

const ALL = { folded: new Set<number>(), depth: null, shown: "all", figures: TREE.map(() => null) } as const;
const shape = (options: Partial<Parameters<typeof rowsOfSearch>[1]> = {}, tree = TREE) =>
  rowsOfSearch(tree, { ...ALL, ...options }).map(({ node: { id }, level }) => `${level}:${id}`);

describe("rows of a search", () => {
  it("go down the tree, moved in at forks only", () => {
    expect(shape()).toEqual(["0:0", "1:1", "1:3", "1:2", "1:4", "2:5", "2:6"]);
  });

  it("fold a node, and all below a depth, and say how much is in it", () => {
    const rows = rowsOfSearch(TREE, { ...ALL, folded: new Set([2]) });
    expect(rows.map(({ node: { id } }) => id)).toEqual([0, 1, 3, 2]);
    expect(rows.at(-1)).toMatchObject({ folded: true, hiddenCount: 3, hasChildren: true });
    expect(shape({ depth: 1 })).toEqual(["0:0", "1:1", "1:2"]);
  });

  it("leave out what was pruned, with all below it", () => {
    const pruned = TREE.with(2, node(2, 0, 1, { standing: "pruned" }));
    expect(shape({ shown: "open" }, pruned)).toEqual(["0:0", "0:1", "0:3"]);
    expect(shape({}, pruned)).toHaveLength(7);
  });

  it("keep the way to whatever is in the better half", () => {
    const figures = [null, 0.1, 0.2, 0.1, 0.2, 0.1, 0.9];
    expect(shape({ shown: "best", figures })).toEqual(["0:0", "0:2", "0:4", "0:6"]);
  });

  it("find the row of a node, or of what it is folded into", () => {
    const rows = createSearchRows()(TREE, { ...ALL, folded: new Set([2]) });
    expect([rowOfNode(rows, TREE, 6), rowOfNode(rows, TREE, 3), rowOfNode(rows, TREE, null)]).toEqual([3, 2, -1]);
  });

  it("are the same remembered as made anew, whatever changes", () => {
    const change = fc.record({
      id: fc.nat(6),
      rating: fc.double({ min: 0, max: 1, noNaN: true }),
      standing: fc.constantFrom("open", "open", "open", "pruned" as const),
      grows: fc.constantFrom(false, false, true),
      shown: fc.constantFrom(...SHOWN),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
        const rowsOf = createSearchRows();
        let tree: readonly SearchNode[] = TREE;
        for (const { id, rating, standing, grows, shown } of changes) {
          tree = tree.map((each) => (each.id === id ? { ...each, rating, standing } : each));
          if (grows) tree = [...tree, node(tree.length, id, (tree[id]?.depth ?? 0) + 1)];
          const options = { folded: ALL.folded, depth: 3, shown, figures: tree.map((each) => each.rating) };
          const { rows, at } = rowsOf(tree, options);
          expect(rows).toEqual(rowsOfSearch(tree, options));
          for (const [index, row] of rows.entries()) expect(at[row.node.id]).toBe(index);
        }
      }),
    );
  });

  it("are there for a chain of thousands, which no recursion would survive", () => {
    const chain = Array.from({ length: 20_000 }, (_, id) => node(id, id === 0 ? null : id - 1, id));
    expect(rowsOfSearch(chain, { ...ALL, figures: chain.map(() => null) })).toHaveLength(20_000);
  });
});

describe("figures as shares", () => {
  it("go from the least to the most, and are whole where all are alike", () => {
    expect(sharesOf([2, null, 4, 3])).toEqual([0, null, 1, 0.5]);
    expect(sharesOf([5, 5, null])).toEqual([1, 1, null]);
    expect(sharesOf([])).toEqual([]);
  });
});
