import { describe, expect, it } from "vitest";
import type { GymName } from "../catalog";
import { emptyTrace, type TraceId } from "../trace";
import {
  type BatchResults,
  curvesOf,
  MOST_LISTED,
  rowsOf,
  runBatch,
  type Trial,
  type TrialEnd,
  type TrialRun,
  trialsOf,
  withRun,
} from "./batch";
import type { Condition } from "./condition";

const result = (
  family: GymName["family"],
  condition: Condition,
  level: GymName["difficulty"],
  isCorrect: boolean,
  seed = 1,
): TrialRun => ({
  name: { family, seed, difficulty: level },
  condition,
  trace: emptyTrace("t" as TraceId, ""),
  truth: "K",
  answer: isCorrect ? "K" : "L",
  summary: {
    level,
    correctness: isCorrect ? "right" : "wrong",
    reward: 0,
    actions: 1,
    unparsed: 0,
    decodedTokens: 5,
    decodeMillis: 50,
  },
});

describe("the trials of a set", () => {
  it("are every sort under every condition on the same seeds", () => {
    const trials = trialsOf({
      sorts: ["find", "shortcut"],
      conditions: ["looking", "refused"],
      problems: 3,
      firstSeed: 9,
      level: 4,
    });
    expect(trials).toHaveLength(12);
    expect(trials.slice(0, 3).map(({ name }) => name)).toEqual(
      [9, 10, 11].map((seed) => ({ family: "find", seed, difficulty: 4 })),
    );
    expect(new Set(trials.map((trial) => JSON.stringify(trial))).size).toBe(12);
  });

  it("have every level in turn where they are mixed, and no seed that was trained on", () => {
    const set = { sorts: ["maze"], conditions: ["looking"], problems: 5, level: "mixed" } as const;
    const levels = (firstSeed: number) => trialsOf({ ...set, firstSeed }).map(({ name }) => name.difficulty);
    expect(levels(0)).toEqual([1, 2, 3, 4, 5]);
    expect(levels(3)).toEqual([4, 5, 1, 2, 3]);
    expect(trialsOf({ ...set, firstSeed: 9_999_999 })[1]?.name.seed).toBe(0);
  });

  it("are no problem twice, whatever seed was typed", () => {
    const seeds = (firstSeed: number) =>
      trialsOf({ sorts: ["find"], conditions: ["looking"], problems: 5, firstSeed, level: 1 }).map(
        ({ name }) => name.seed,
      );
    expect(seeds(-3)).toEqual([3, 4, 5, 6, 7]);
    expect(seeds(-9_999_998)).toEqual([9_999_998, 9_999_999, 0, 1, 2]);
  });
});

describe("running trials", () => {
  const trials: readonly Trial[] = trialsOf({
    sorts: ["find"],
    conditions: ["looking"],
    problems: 4,
    firstSeed: 1,
    level: 1,
  });
  const tryRightly = async ({ name, condition }: Trial): Promise<TrialEnd> => ({
    kind: "ran",
    run: result("find", condition, 1, true, name.seed),
  });

  it("goes through all of them in order, past those that have no such move", async () => {
    const seen = [];
    const tryOne = async (trial: Trial): Promise<TrialEnd> =>
      trial.name.seed === 2 ? { kind: "skipped" } : tryRightly(trial);
    for await (const { done, end } of runBatch(trials, tryOne, new AbortController().signal))
      seen.push([done, end.kind === "ran" ? end.run.name.seed : undefined]);
    expect(seen).toEqual([
      [1, 1],
      [2, undefined],
      [3, 3],
      [4, 4],
    ]);
  });

  it("stops at once when it is told to, and forgets the run that it stopped", async () => {
    const stop = new AbortController();
    const seen: number[] = [];
    let tried = 0;
    const tryOne = async (trial: Trial) => {
      if (++tried === 3) stop.abort();
      return tryRightly(trial);
    };
    for await (const { done } of runBatch(trials, tryOne, stop.signal)) seen.push(done);
    expect([seen, tried]).toEqual([[1, 2], 3]);
  });

  it("ends with the first that fails, and says why", async () => {
    const failed: TrialEnd = { kind: "failed", code: "device-lost", message: "gone" };
    const tryOne = async (trial: Trial) => (trial.name.seed === 2 ? failed : tryRightly(trial));
    const ends: TrialEnd[] = [];
    for await (const { end } of runBatch(trials, tryOne, new AbortController().signal)) ends.push(end);
    expect(ends.map(({ kind }) => kind)).toEqual(["ran", "failed"]);
    expect(ends[1]).toBe(failed);
  });
});

describe("what a batch came to", () => {
  const results = [
    result("find", "looking", 1, true),
    result("find", "looking", 2, false, 7),
    result("count", "looking", 1, true),
    result("find", "refused", 1, false, 8),
  ];

  it("is a row for each sort and condition", () => {
    expect(rowsOf(results)).toMatchObject([
      { sort: "find", condition: "looking", problems: 2, correct: 1, accuracy: 0.5 },
      { sort: "count", condition: "looking", problems: 1, accuracy: 1 },
      { sort: "find", condition: "refused", problems: 1, accuracy: 0 },
    ]);
    expect(rowsOf([])).toEqual([]);
  });

  it("is a curve for each condition, by level and over all sorts", () => {
    expect(curvesOf(results)).toEqual([
      {
        condition: "looking",
        points: [
          { level: 1, problems: 2, share: 1 },
          { level: 2, problems: 1, share: 0 },
        ],
      },
      { condition: "refused", points: [{ level: 1, problems: 1, share: 0 }] },
    ]);
  });

  const NOTHING: BatchResults = { results: [], failures: [] };

  it("keeps every failure", () => {
    const { failures } = results.reduce(withRun, NOTHING);
    expect(failures.map(({ name }) => name.seed)).toEqual([7, 8]);
  });

  it("keeps the numbers of every run, and only as many whole runs as are listed", () => {
    const runs = Array.from({ length: 2 * MOST_LISTED + 2 }, (_, i) => result("find", "looking", 1, i % 2 === 0, i));
    const { results, failures } = runs.reduce(withRun, NOTHING);
    expect(rowsOf(results)).toMatchObject([{ problems: 2 * MOST_LISTED + 2, correct: MOST_LISTED + 1 }]);
    expect(failures.map(({ name }) => name.seed)).toEqual(Array.from({ length: MOST_LISTED }, (_, i) => 2 * i + 1));
    expect(results.filter((kept) => "trace" in kept)).toEqual([]);
  });
});
