// What holds of every search, whatever the models and judges say. [S…] are the rules of SPEC.md.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRng, must } from "../base";
import { bestOfN } from "./bestOfN";
import { comcts, MULBERRY } from "./comcts";
import { coordinateBeam } from "./coordinateBeam";
import { puct } from "./puct";
import {
  applyEvent,
  type Budget,
  beginSearch,
  NO_LIMIT,
  openWork,
  replaySearch,
  type SearchAlgorithm,
  type SearchState,
} from "./search";
import { stageBeam } from "./stageBeam";
import { SWIRES_CODE, swires } from "./swires";
import { anyPolicy, runAll, way } from "./testing";
import { LLAVA_COT_STAGES, tournament } from "./tournament";
import type { SearchEvent, Work } from "./work";

interface Case {
  readonly name: string;
  begin(seed: number, budget: Budget): SearchState<unknown, unknown>;
  readonly algorithm: SearchAlgorithm<unknown, unknown>;
}

/** The laws hold of the state as plain data, whatever the algorithm keeps in it. */
function caseOf<O, M>(name: string, algorithm: SearchAlgorithm<O, M>, options: O): Case {
  const blind: SearchAlgorithm<unknown, unknown> = {
    name: algorithm.name,
    source: algorithm.source,
    begin: () => algorithm.begin(options),
    // Its own memory and options are what it is handed, since nobody else makes any.
    advance: (round) => algorithm.advance({ ...round, options, memory: round.memory as M }),
    held: (memory) => algorithm.held?.(memory as M) ?? 0,
  };
  return { name, algorithm: blind, begin: (seed, budget) => beginSearch(blind, options, { seed, budget }) };
}

const CASES: readonly Case[] = [
  caseOf("best of n by agreement", bestOfN, { n: 5, pick: "self-consistency", actors: 2 }),
  caseOf("best of n by rating", bestOfN, { n: 5, pick: "rating", actors: 1 }),
  caseOf("the tournament of the code", tournament, { stages: LLAVA_COT_STAGES, width: 4, pairing: "code" }),
  caseOf("the tournament of the paper", tournament, { stages: LLAVA_COT_STAGES, width: 4, pairing: "paper" }),
  caseOf("a stage beam", stageBeam, { stages: ["a", "b", "c"], candidates: 4, width: 2 }),
  caseOf("SWIRES", swires, SWIRES_CODE),
  caseOf("CoMCTS of the code", comcts, MULBERRY),
  caseOf("CoMCTS of the paper", comcts, { ...MULBERRY, bound: "paper", form: "paper", experts: [0.7, 0.3] }),
  caseOf("PUCT", puct, { simulations: 12, actions: 3, exploration: 1.5, priors: "model" }),
  caseOf("a beam over coordinates", coordinateBeam, { width: 3, ways: 3, mostTokens: 6 }),
];

const each = CASES.map((one) => [one.name, one] as const);
/** There are ninety laws here, each a whole search a run. */
const RUNS = { numRuns: 40 };
const limit = fc.option(fc.integer({ min: 0, max: 60 }), { nil: null });
const budgets: fc.Arbitrary<Budget> = fc.record({ tokens: limit, millis: limit, nodes: limit });
const seeds = fc.integer({ min: 0, max: 1e9 });

const shuffled =
  (seed: number) =>
  (work: readonly Work[]): Work | undefined =>
    work.length === 0 ? undefined : createRng(`${seed}/${work.map(({ id }) => id).join()}`).pick(work);

describe.each(each)("%s", (_, { algorithm, begin }) => {
  it("[S1] ends, and never exceeds a budget", () => {
    fc.assert(
      fc.property(seeds, budgets, (seed, budget) => {
        const { state } = runAll(algorithm, begin(seed, budget), anyPolicy(seed));
        expect(state.outcome).not.toBeNull();
        for (const kind of ["tokens", "millis", "nodes"] as const)
          expect(state.spent[kind]).toBeLessThanOrEqual(budget[kind] ?? Number.POSITIVE_INFINITY);
        expect(state.spent.nodes).toBe(state.tree.length - 1);
      }),
      RUNS,
    );
  });

  it("[S2] keeps values between the worst and the best that was said", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { state } = runAll(algorithm, begin(seed, NO_LIMIT), anyPolicy(seed));
        for (const { value, visits, rating } of state.tree) {
          expect(Math.abs(value)).toBeLessThanOrEqual(1 + 1e-9);
          expect(Math.abs(rating ?? 0)).toBeLessThanOrEqual(1);
          expect(visits).toBeGreaterThanOrEqual(0);
        }
      }),
      RUNS,
    );
  });

  it("[S3] replays from its events to the same state", () => {
    fc.assert(
      fc.property(seeds, budgets, (seed, budget) => {
        const start = begin(seed, budget);
        const { state, events } = runAll(algorithm, start, anyPolicy(seed));
        const kept: readonly SearchEvent[] = JSON.parse(JSON.stringify(events));
        expect(must(replaySearch(algorithm, start, kept))).toEqual(state);
      }),
      RUNS,
    );
  });

  it("[S4] is the same for the same seed, in whatever order answers of a round come", () => {
    fc.assert(
      fc.property(seeds, seeds, (seed, other) => {
        const policy = anyPolicy(seed);
        const first = runAll(algorithm, begin(seed, NO_LIMIT), policy);
        const again = runAll(algorithm, begin(seed, NO_LIMIT), policy, { order: shuffled(other) });
        expect(again.state).toEqual({ ...first.state, spent: again.state.spent });
        expect(again.state.spent.tokens).toBe(first.state.spent.tokens);
      }),
      RUNS,
    );
  });

  it("[S5] goes on from JSON as if it had not paused", () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 0, max: 30 }), (seed, most) => {
        const whole = runAll(algorithm, begin(seed, NO_LIMIT), anyPolicy(seed)).state;
        const half = runAll(algorithm, begin(seed, NO_LIMIT), anyPolicy(seed), { most }).state;
        const woken: SearchState<unknown, unknown> = JSON.parse(JSON.stringify(half));
        expect(woken).toEqual(half);
        expect(runAll(algorithm, woken, anyPolicy(seed)).state).toEqual(whole);
      }),
      RUNS,
    );
  });

  it("[S6] chooses a rollout that is over and was not pruned, or none", () => {
    fc.assert(
      fc.property(seeds, budgets, (seed, budget) => {
        const { state } = runAll(algorithm, begin(seed, budget), anyPolicy(seed));
        const best = state.outcome?.best ?? null;
        if (best !== null) expect(state.tree[best]).toMatchObject({ ended: true });
      }),
      RUNS,
    );
  });

  it("[S7] grows a tree: parents before children, each one deeper", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { state } = runAll(algorithm, begin(seed, NO_LIMIT), anyPolicy(seed));
        for (const [i, { id, parent, depth }] of state.tree.entries()) {
          expect(id).toBe(i);
          if (parent === null) expect(id).toBe(0);
          else expect([parent < id, state.tree[parent]?.depth]).toEqual([true, depth - 1]);
        }
      }),
      RUNS,
    );
  });

  it("[S8] bears a person who prunes, pins, rates and adds at any time", () => {
    fc.assert(
      fc.property(
        seeds,
        fc.array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.nat(4), fc.nat(20)), { maxLength: 6 }),
        budgets,
        (seed, hands, budget) => {
          let state = begin(seed, budget);
          const policy = anyPolicy(seed);
          for (const [pause, kind, node] of hands) {
            state = runAll(algorithm, state, policy, { most: pause }).state;
            const by = [
              { kind: "prune", node },
              { kind: "pin", node },
              { kind: "re-rate", node, rating: 0.5 },
              { kind: "add", parent: node, way: way(["mine"]) },
              { kind: "reopen", node },
            ] as const;
            const next = applyEvent(algorithm, state, { kind: "intervened", by: by[kind] ?? by[0] });
            if (next.ok) state = next.value;
          }
          const { outcome, spent } = runAll(algorithm, state, policy).state;
          expect(outcome).not.toBeNull();
          expect(spent.nodes).toBeLessThanOrEqual(budget.nodes ?? Number.POSITIVE_INFINITY);
        },
      ),
    );
  });

  it("[S9] refuses what does not fit, and changes nothing", () => {
    const state = begin(1, { tokens: 40, millis: 100, nodes: 40 });
    const [work] = openWork(state);
    if (!work) throw new Error("Nothing is wanted");
    const before = JSON.stringify(state);
    const cost = { tokens: 0, millis: 0 };
    const refused = (answer: Extract<SearchEvent, { kind: "answered" }>["answer"]) =>
      applyEvent(algorithm, state, { kind: "answered", answer });
    expect(refused({ kind: "failed", work: "r9w9", code: "x", cost })).toEqual({ ok: false, error: "no-such-work" });
    expect(refused({ kind: "rated", work: work.id, rating: 1, cost })).toEqual({ ok: false, error: "wrong-answer" });
    const dear = { tokens: 41, millis: 0 };
    expect(refused({ kind: "failed", work: work.id, code: "x", cost: dear })).toEqual({
      ok: false,
      error: "over-limit",
    });
    const odd = { tokens: Number.NaN, millis: 0 };
    expect(refused({ kind: "failed", work: work.id, code: "x", cost: odd })).toEqual({
      ok: false,
      error: "bad-number",
    });
    const long = { kind: "expanded", work: work.id, ways: [way(Array.from({ length: 41 }, () => "n"))], cost } as const;
    expect(refused(long)).toEqual({ ok: false, error: "over-limit" });
    expect(JSON.stringify(state)).toBe(before);
    const stopped = must(applyEvent(algorithm, state, { kind: "stopped" }));
    expect(stopped.outcome).toEqual({ kind: "stopped", best: null });
    expect(applyEvent(algorithm, stopped, { kind: "stopped" })).toEqual({ ok: false, error: "search-is-over" });
  });
});

describe("time", () => {
  it("[S1] is used up by what comes too late, which then has failed", () => {
    const start = beginSearch(
      bestOfN,
      { n: 2, pick: "self-consistency", actors: 1 },
      { seed: 1, budget: { ...NO_LIMIT, millis: 10 } },
    );
    const { state } = runAll(bestOfN, start, (work) => ({
      kind: "expanded",
      work: work.id,
      ways: [way(["a"])],
      cost: { tokens: 0, millis: 8 },
    }));
    expect([state.spent.millis, state.tree.length, state.outcome]).toEqual([10, 2, { kind: "found", best: 1 }]);
  });
});
