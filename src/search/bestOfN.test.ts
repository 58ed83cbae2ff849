import { describe, expect, it } from "vitest";
import { must } from "../base";
import { bestOfN, votesIn } from "./bestOfN";
import { applyEvent, beginSearch, NO_LIMIT, openWork } from "./search";
import { expanded, type Policy, rated, runAll, way } from "./testing";
import type { Intervention } from "./work";

const begin = { seed: 1, budget: NO_LIMIT };
const RATINGS: Readonly<Record<number, number>> = { 1: 0.2, 2: 0.9, 3: 0.9 };

/** Rollouts that end in these answers, in their order. */
const answering =
  (...said: readonly (string | null)[]): Policy =>
  (work) =>
    work.kind === "rate"
      ? rated(work, RATINGS[work.node] ?? null)
      : expanded(work, way(["s"], { answer: said[Number(work.id.slice(3))] ?? null }));

describe("best of n", () => {
  it("[S10] takes the first rollout with the most frequent answer, equal ones as first given", () => {
    const start = beginSearch(bestOfN, { n: 4, pick: "self-consistency", actors: 1 }, begin);
    const { tree, outcome } = runAll(bestOfN, start, answering(null, "B", "A", "A")).state;
    const votes = [
      { answer: "A", count: 2 },
      { answer: "B", count: 1 },
    ];
    expect([votesIn(tree), outcome?.best]).toEqual([votes, 3]);
    expect(runAll(bestOfN, start, answering("B", "A", "A", "B")).state.outcome?.best).toBe(1);
  });

  it("[S10] or the best rated, the first of equals", () => {
    const start = beginSearch(bestOfN, { n: 3, pick: "rating", actors: 2 }, begin);
    expect(openWork(start).map((work) => (work.kind === "expand" ? work.actor : null))).toEqual([0, 1, 0]);
    expect(runAll(bestOfN, start, answering("A", "B", "C")).state.outcome).toEqual({ kind: "found", best: 2 });
  });

  it("[S1] shares what is left, and draws as many rollouts as there are nodes for", () => {
    const budget = { tokens: 9, millis: null, nodes: 3 };
    const start = beginSearch(bestOfN, { n: 4, pick: "self-consistency", actors: 1 }, { seed: 1, budget });
    expect(openWork(start).map(({ limits }) => limits)).toEqual(
      Array.from({ length: 3 }, () => ({ tokens: 2, millis: null, nodes: 1 })),
    );
    expect(runAll(bestOfN, start, answering("A", "A", "A")).state.tree).toHaveLength(4);
  });
});

describe("a person", () => {
  const start = beginSearch(bestOfN, { n: 2, pick: "rating", actors: 1 }, begin);
  const begun = runAll(bestOfN, start, answering("A", "A"), { most: 2 }).state;
  const having = (...hands: readonly Intervention[]) =>
    hands.reduce((state, by) => must(applyEvent(bestOfN, state, { kind: "intervened", by })), begun);

  it("[S8] prunes what is worth most, and the search takes the next", () => {
    const pruned = having({ kind: "prune", node: 1 });
    const rating: Policy = (work) => rated(work, work.kind === "rate" && work.node === 1 ? 9 : 1);
    expect(runAll(bestOfN, begun, rating).state.outcome?.best).toBe(1);
    expect(runAll(bestOfN, pruned, rating).state.outcome?.best).toBe(2);
    expect(
      runAll(bestOfN, having({ kind: "prune", node: 1 }, { kind: "reopen", node: 1 }), rating).state.outcome?.best,
    ).toBe(1);
  });

  it("[S8] adds a rollout and pins it, and it is chosen whatever the others are rated", () => {
    const mine = way(["mine"], { ended: true, answer: "B" });
    const pinned = having({ kind: "add", parent: 0, way: mine }, { kind: "pin", node: 3 });
    expect(pinned.tree[3]).toMatchObject({ content: "mine", answer: "B", actor: null, standing: "pinned" });
    expect(runAll(bestOfN, pinned, (work) => rated(work, 1)).state.outcome?.best).toBe(3);
  });

  it("[S9] is refused what cannot be", () => {
    const hand = (by: Intervention) => applyEvent(bestOfN, begun, { kind: "intervened", by });
    expect(hand({ kind: "prune", node: 9 })).toEqual({ ok: false, error: "no-such-node" });
    expect(hand({ kind: "re-rate", node: 1, rating: Number.NaN })).toEqual({ ok: false, error: "bad-number" });
    expect(hand({ kind: "add", parent: 1, way: way(["x"]) })).toEqual({ ok: false, error: "wrong-answer" });
  });
});
