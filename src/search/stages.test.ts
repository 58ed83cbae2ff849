// Searches that go by stages: the worked examples of SPEC.md, step by step.
import { describe, expect, it } from "vitest";
import { beginSearch, NO_LIMIT } from "./search";
import { stageBeam } from "./stageBeam";
import { SWIRES_CODE, SWIRES_PAPER, swires } from "./swires";
import { checked, compared, expanded, type Policy, rated, runAll, way } from "./testing";
import { LLAVA_COT_STAGES, type Stage, tournament } from "./tournament";

const begin = { seed: 1, budget: NO_LIMIT };

describe("the tournament of LLaVA-CoT", () => {
  const start = (pairing: "code" | "paper", width: number, stages: readonly Stage[] = LLAVA_COT_STAGES) =>
    beginSearch(tournament, { stages, width, pairing }, begin);
  const SUMMARY = [{ name: "summary", checked: false }];

  /** Candidates of a stage; what the judge was asked, in order; checks find right what `isRight` says. */
  function judging(isRight: boolean, better: 0 | 1 | null = 0) {
    const asked: string[] = [];
    const pairs: (readonly [number, number])[] = [];
    const policy: Policy = (work) => {
      if (work.kind === "expand") return expanded(work, way([work.stage ?? ""], { answer: "A" }));
      asked.push(work.kind);
      if (work.kind === "check") return checked(work, isRight);
      if (work.kind !== "compare") throw new Error(work.kind);
      pairs.push(work.nodes);
      return compared(work, better);
    };
    return { policy, asked, pairs };
  }

  it("[S11] compares B − 1 times a stage, keeps one, and checks reasonings first", () => {
    const { policy, asked } = judging(true);
    const { tree, outcome } = runAll(tournament, start("code", 2), policy).state;
    expect(asked).toEqual(["compare", "compare", "check", "check", "compare", "compare"]);
    // Two candidates a stage, each stage below the one that was kept.
    expect(tree.map(({ depth }) => depth)).toEqual([0, 1, 1, 2, 2, 3, 3, 4, 4]);
    expect(outcome?.kind).toBe("found");
    expect(tree[outcome?.best ?? 0]).toMatchObject({ stage: "conclusion", answer: "A", ended: true });
  });

  it("[S11] lets a reasoning win unseen where the first is wrong in itself", () => {
    const { policy, asked } = judging(false);
    const { outcome } = runAll(tournament, start("code", 2), policy).state;
    // The second is as wrong as the first, and nobody asked.
    expect(asked).toEqual(["compare", "compare", "check", "compare"]);
    expect(outcome?.kind).toBe("found");
  });

  it.each([
    [0, 0],
    [1, 1],
    [null, 1],
  ] as const)("[S11] takes a judge's %s for a word for candidate %i of the pair", (better, winner) => {
    const { policy, pairs } = judging(true, better);
    const { outcome } = runAll(tournament, start("code", 2, SUMMARY), policy).state;
    expect(outcome?.best).toBe(pairs[0]?.[winner]);
  });

  it("[S11] holds the winner against the others in the form of the paper, and draws both in the code's", () => {
    const firsts = (pairing: "code" | "paper", seed: number) => {
      const { policy, pairs } = judging(true, 0);
      const options = { stages: SUMMARY, width: 8, pairing };
      runAll(tournament, beginSearch(tournament, options, { ...begin, seed }), policy);
      expect(pairs).toHaveLength(7);
      return new Set(pairs.map(([first]) => first)).size;
    };
    expect(Array.from({ length: 5 }, (_, seed) => firsts("paper", seed))).toEqual([1, 1, 1, 1, 1]);
    expect(Math.max(...Array.from({ length: 5 }, (_, seed) => firsts("code", seed)))).toBeGreaterThan(1);
  });

  it("[S11] leaves out a candidate without its tags, and ends where there is none", () => {
    const untagged: Policy = (work) => expanded(work, way(["s"], { valid: false }));
    const { outcome, tree } = runAll(tournament, start("code", 2), untagged).state;
    expect([outcome, tree.length]).toEqual([{ kind: "exhausted", best: null }, 1]);
  });
});

describe("the stage-wise beam", () => {
  it("[S12] makes M a stage, M ÷ N from each of the N that are kept", () => {
    const start = beginSearch(stageBeam, { stages: ["a", "b"], candidates: 4, width: 2 }, begin);
    const ratings = [1, 4, 3, 2, 5, 5, 0, 1];
    const { tree, outcome } = runAll(stageBeam, start, (work) =>
      work.kind === "rate" ? rated(work, ratings[work.node - 1] ?? 0) : expanded(work, way(["s"], { answer: "A" })),
    ).state;
    expect(tree.map(({ parent }) => parent)).toEqual([null, 0, 0, 0, 0, 2, 2, 3, 3]);
    // Of equal ratings the later wins.
    expect(outcome).toEqual({ kind: "found", best: 6 });
  });
});

describe("SWIRES", () => {
  it("[S13] has the paper's cut-off", () => {
    expect(SWIRES_CODE.cutoff).toBeCloseTo(-0.2431, 4);
  });

  /** Reasonings are rated in turn by this list, everything else by when it was made. How often each stage was made. */
  function run(options: typeof SWIRES_CODE, reasonings: readonly number[]) {
    const stages: string[] = [];
    let judged = 0;
    const policy: Policy = (work) => {
      if (work.kind === "expand") {
        stages.push(work.stage ?? "");
        return expanded(work, way([work.stage ?? ""], { answer: "A" }));
      }
      if (work.kind !== "rate") throw new Error(work.kind);
      return rated(work, stages[work.node - 1] === "reasoning" ? (reasonings[judged++] ?? 0) : work.node);
    };
    const { outcome } = runAll(swires, beginSearch(swires, options, begin), policy).state;
    const count = (stage: string): number => stages.filter((each) => each === stage).length;
    return [outcome?.kind, ...["summary", "caption", "reasoning", "conclusion"].map(count)];
  }

  it("[S13] goes on where the second-best reasoning is above it: one is not enough", () => {
    expect(run(SWIRES_CODE, [-0.2, -0.24, -3, -3])).toEqual(["found", 1, 4, 4, 3]);
    expect(run(SWIRES_CODE, [-0.2, -0.25, -3, -3, 1, 1, -3, -3])).toEqual(["found", 1, 8, 8, 3]);
  });

  it("[S13] keeps the reasonings of earlier rounds in the pool", () => {
    expect(run(SWIRES_CODE, [5, -3, -3, -3, 5, -3, -3, -3])).toEqual(["found", 1, 8, 8, 3]);
  });

  it("[S13] makes captions five times in the code, three times in the paper, and keeps three or two", () => {
    const poor = Array.from({ length: 40 }, () => -3);
    expect(run(SWIRES_CODE, poor)).toEqual(["found", 1, 20, 20, 3]);
    expect(run(SWIRES_PAPER, poor)).toEqual(["found", 1, 12, 12, 2]);
  });
});

describe("rollouts that are over before their last stage", () => {
  /** The second candidate of the first stage answers at once. */
  const early: Policy = (work, prefix) => {
    if (work.kind === "rate") return rated(work, prefix.at(-1) === "early" ? 5 : 1);
    const answersNow = work.id === "r0w1";
    return expanded(
      work,
      way([answersNow ? "early" : work.id], { ended: answersNow, answer: answersNow ? "A" : null }),
    );
  };

  it("[S20] a stage beam keeps one beside those that go on, and rates it once", () => {
    const start = beginSearch(
      stageBeam,
      { stages: ["a", "b"], candidates: 2, width: 2 },
      { seed: 1, budget: NO_LIMIT },
    );
    const { state, events } = runAll(stageBeam, start, early);
    const best = state.tree[state.outcome?.best ?? 0];
    expect([best?.content, best?.answer, state.outcome?.kind]).toEqual(["early", "A", "found"]);
    expect(events.filter((event) => event.kind === "answered" && event.answer.kind === "rated")).toHaveLength(4);
  });

  it("[S20] a stage beam is over where none goes on", () => {
    const all: Policy = (work) =>
      work.kind === "rate" ? rated(work, 1) : expanded(work, way([work.id], { ended: true, answer: work.id }));
    const start = beginSearch(
      stageBeam,
      { stages: ["a", "b"], candidates: 2, width: 2 },
      { seed: 1, budget: NO_LIMIT },
    );
    const { state } = runAll(stageBeam, start, all);
    expect([state.tree.length, state.outcome?.kind]).toEqual([3, "found"]);
  });

  it("[S20] SWIRES takes a reasoning that answers for a conclusion", () => {
    const answering: Policy = (work) => {
      if (work.kind === "rate") return rated(work, 5);
      if (work.kind !== "expand") throw new Error(`Not wanted: ${work.kind}`);
      const ended = work.stage === "reasoning";
      return expanded(work, way([work.id], { ended, answer: ended ? "A" : null }));
    };
    const { state } = runAll(swires, beginSearch(swires, SWIRES_CODE, { seed: 1, budget: NO_LIMIT }), answering);
    expect(state.tree[state.outcome?.best ?? 0]).toMatchObject({ stage: "reasoning", answer: "A" });
    expect(state.tree.some(({ stage }) => stage === "conclusion")).toBe(false);
  });
});
