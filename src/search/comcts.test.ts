// CoMCTS: figures that the published code gave when it was run, and the worked example of SPEC.md.
import { describe, expect, it } from "vitest";
import { backpropagateInCode, backpropagateInPaper, keptLength } from "./backpropagation";
import { BOUNDS, upperBound } from "./bound";
import { comcts, MULBERRY, reflectivePath } from "./comcts";
import { applyEvent, beginSearch, NO_LIMIT } from "./search";
import { checked, expanded, type Policy, runAll, stepsRated, way } from "./testing";
import { growPath, rootOnly, type Tree } from "./tree";

const begin = { seed: 1, budget: NO_LIMIT };
const root = rootOnly("");
const figures = (tree: Tree): readonly unknown[] =>
  tree.map(({ content, value, visits }) => [content, Number(value.toFixed(3)), visits]);
const path = (...contents: readonly string[]) => contents.map((content) => ({ content }));

describe("CoMCTS", () => {
  it("[S14] keeps what stands before the first bad step", () => {
    const kept = (ratings: readonly number[], form: "code" | "paper" = "code") =>
      keptLength(ratings, 0, { threshold: 0, form });
    expect(
      [
        [1, 1, 1, 1, -1],
        [1, 0, 1, -1, 1],
        [1, 1, 1, 1, 1],
        [-1, 1],
      ].map((ratings) => kept(ratings)),
    ).toEqual([4, 3, null, null]);
    expect([kept([1, 1], "paper"), kept([-1, 1], "paper")]).toEqual([2, 0]);
    // What stood in the tree before is not judged anew.
    expect(keptLength([-1, 1, -1], 1, { threshold: 0, form: "code" })).toBe(2);
  });

  it("[S15] carries values up as the published code does", () => {
    const one = backpropagateInCode(growPath(root, 0, path("a", "b", "c", "d")), 0, 4, [1, 1, 1, 1]);
    expect(figures(one)).toEqual([
      ["", 0, 0],
      ["a", 1, 1],
      ["b", 1, 1],
      ["c", 1, 1],
      ["d", 1, 1],
    ]);
    const two = backpropagateInCode(growPath(root, 0, path("a", "b")), 0, 2, [1, 0]);
    expect(figures(two)).toEqual([
      ["", 0, 0],
      ["a", 1, 1],
      ["b", 0.5, 1],
    ]);
    const more = backpropagateInCode(growPath(one, 4, path("e", "f")), 4, 6, [1, 1, 1, 1, 0, 1]);
    expect(figures(more)).toEqual([
      ["", 0, 0],
      ["a", 1, 2],
      ["b", 1, 2],
      ["c", 1, 2],
      ["d", 1, 2],
      ["e", 0.5, 1],
      ["f", 0.667, 1],
    ]);
  });

  it("[S15] counts the step of each ancestor anew, beside its parent's value", () => {
    const two = backpropagateInCode(growPath(root, 0, path("a", "b")), 0, 2, [1, 0]);
    const three = backpropagateInCode(growPath(two, 2, path("c")), 2, 3, [1, 0, 1]);
    expect(figures(three)).toEqual([
      ["", 0, 0],
      ["a", 1, 2],
      ["b", 0.5, 2],
      ["c", 0.75, 1],
    ]);
  });

  it("[S15] and by the paper's equations 4 and 5", () => {
    const grown = growPath(root, 0, [
      { content: "a", rating: 1 },
      { content: "b", rating: 0 },
    ]);
    expect(figures(backpropagateInPaper(grown, [1, 2]))).toEqual([
      ["", 1, 1],
      ["a", 0.5, 2],
      ["b", 0, 1],
    ]);
  });

  it("[S16] has three bounds, of which the code's is not the one that was meant", () => {
    const bounds = BOUNDS.map((name) => upperBound({ value: 1, visits: 1 }, { value: 0, visits: 1 }, 0.5, name));
    expect(bounds.map((bound) => Number(bound.toFixed(4)))).toEqual([1.6506, 1.2944, 1]);
  });

  interface Written {
    readonly path: readonly string[];
    readonly steps: readonly number[];
    readonly answer: string;
  }

  /** What each model writes in each round, and what is said of its steps; only "right" is right. */
  function scripted(rounds: readonly (readonly Written[])[]): Policy {
    const byPath = new Map(rounds.flat().map((each) => [each.path.join(), each]));
    return (work) => {
      if (work.kind === "expand") {
        // Work is called by its round, three of which go by for each time that paths are made.
        const made = rounds[Number(/^r(\d+)/.exec(work.id)?.[1]) / 3]?.[work.actor];
        return made ? expanded(work, way(made.path, { ended: true, answer: made.answer })) : expanded(work);
      }
      if (work.kind === "answer") return checked(work, work.answer === "right");
      if (work.kind === "steps") return stepsRated(work, byPath.get(work.path.join())?.steps ?? null);
      throw new Error(work.kind);
    };
  }

  const EXAMPLE: readonly (readonly Written[])[] = [
    [
      { path: ["a", "b", "c"], steps: [1, 1, -1], answer: "wrong" },
      { path: ["d", "e"], steps: [1, -1], answer: "wrong" },
    ],
    [
      { path: ["f"], steps: [1, 1, 1], answer: "right" },
      { path: ["g"], steps: [1, 1, 0], answer: "wrong" },
    ],
  ];

  it("[S17] reproduces the worked example: an error each, then a right path from the better leaf", () => {
    const options = { ...MULBERRY, models: 2 };
    const { state } = runAll(comcts, beginSearch(comcts, options, begin), scripted(EXAMPLE));
    expect(figures(state.tree)).toEqual([
      ["", 0, 0],
      ["a", 1, 3],
      ["b", 1, 3],
      ["d", 1, 1],
      ["f", 1, 1],
      ["g", 0.667, 1],
    ]);
    expect(state.outcome).toEqual({ kind: "found", best: 4 });
    expect(reflectivePath(state.tree, 4, options)).toEqual({ before: ["a", "b"], wrong: "g", after: ["f"] });
    expect(reflectivePath(state.tree, 1, options)).toBeNull();
  });

  it("[S17] counts a path that is thrown away as a visit to all above it", () => {
    const options = { ...MULBERRY, models: 1, mostPaths: 2 };
    const [first] = EXAMPLE[0] ?? [];
    const faultless = { path: ["x"], steps: [1, 1, 1], answer: "wrong" };
    const { state } = runAll(
      comcts,
      beginSearch(comcts, options, begin),
      scripted([first ? [first] : [], [faultless]]),
    );
    expect(figures(state.tree)).toEqual([
      ["", 0, 0],
      ["a", 1, 2],
      ["b", 1, 2],
    ]);
    expect(state.outcome).toEqual({ kind: "exhausted", best: null });
  });

  it("[S17] ends after so many paths, also where no model makes one that parses", () => {
    const unparsed: Policy = (work) => expanded(work, way(["x"], { valid: false }));
    const { state } = runAll(comcts, beginSearch(comcts, MULBERRY, begin), unparsed);
    expect([state.outcome, state.memory.asked, state.round]).toEqual([{ kind: "exhausted", best: null }, 20, 5]);
  });

  it("[S17] weighs two experts, and takes the first alone where the second cannot be read", () => {
    const options = { ...MULBERRY, models: 1, mostPaths: 1, experts: [0.7, 0.3] };
    const run = (second: readonly number[] | null) =>
      runAll(comcts, beginSearch(comcts, options, begin), (work) => {
        if (work.kind === "expand") return expanded(work, way(["a", "b"], { answer: "x" }));
        if (work.kind === "steps") return stepsRated(work, work.expert === 0 ? [1, -1] : second);
        return checked(work, false);
      }).state.tree.map(({ rating }) => rating);
    expect([run([0, 1]), run(null), run([1])]).toEqual([
      [null, 0.7],
      [null, 1],
      [null, 1],
    ]);
  });

  it("[S1] counts paths that wait for their ratings where a person adds a node", () => {
    const limited = beginSearch(comcts, { ...MULBERRY, models: 1 }, { seed: 1, budget: { ...NO_LIMIT, nodes: 1 } });
    const { state } = runAll(comcts, limited, (work) => expanded(work, way(["a"])), { most: 1 });
    expect(state.tree).toHaveLength(1);
    const by = { kind: "add", parent: 0, way: way(["mine"]) } as const;
    expect(applyEvent(comcts, state, { kind: "intervened", by })).toEqual({ ok: false, error: "over-limit" });
  });
});
