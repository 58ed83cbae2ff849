import { describe, expect, it } from "vitest";
import { csvOf } from "../../annotation";
import { type BatchResults, type TrialRun, withRun } from "../../evaluation";
import { emptyTrace } from "../../trace";
import { traceId } from "../../trace/testing";
import { NO_BATCH } from "../../workspace/state";
import { GYM_WORDS } from "../words/gym";
import { batchTable } from "./batchTable";
import { newsOf, percent } from "./gymWords";

const made = (isCorrect: boolean, condition: TrialRun["condition"] = "looking"): TrialRun => ({
  name: { family: "find", seed: 1, difficulty: 1 },
  condition,
  trace: emptyTrace(traceId("t"), ""),
  truth: "K",
  answer: "K",
  summary: {
    level: 1,
    correctness: isCorrect ? "right" : "wrong",
    reward: 0,
    actions: 1,
    unparsed: 0,
    decodedTokens: 5,
    decodeMillis: 50,
  },
});

/** What is told of a batch of four after each of these runs. */
function told(runs: readonly TrialRun[], running: boolean): string[] {
  const after = (done: number): BatchResults =>
    runs.slice(0, done).reduce<BatchResults>(withRun, { results: [], failures: [] });
  return [...runs.keys(), runs.length].map((done) =>
    newsOf({ ...after(done), total: 4, done, rest: [], stop: running ? new AbortController() : null }, GYM_WORDS.en),
  );
}

const RUNS = [made(true), made(false), made(true), made(true)];

describe("what is told of a batch", () => {
  it("is nothing before there is one", () => {
    expect(newsOf(NO_BATCH, GYM_WORDS.en)).toBe("");
  });

  it("does not change while it runs: a step is no news", () => {
    expect(new Set(told(RUNS, true))).toEqual(new Set(["Making 4 runs."]));
  });

  it("is what it came to, or where it was stopped", () => {
    const [, one, , , all] = told(RUNS, false);
    expect([one, all]).toEqual(["Stopped at 1 of 4, 100 % right.", "4 of 4 made, 75 % right."]);
    expect(told([], false)).toEqual(["Stopped at 0 of 4."]);
  });

  it("is told of each condition by itself: looks that were refused are no share of those that were made", () => {
    const refused = [made(true), made(true), made(false, "refused"), made(true, "refused")];
    expect(told(refused, false).at(-1)).toBe("4 of 4 made. Right: looking 100 %, looks refused 50 %.");
  });
});

it("is a file with a line for each run, with what was answered", () => {
  const { results } = [made(true), made(false, "refused")].reduce<BatchResults>(withRun, { results: [], failures: [] });
  expect(csvOf(batchTable(results)).split("\r\n")).toEqual([
    "family,seed,level,condition,correctness,answer,truth,reward,actions,unparsed,decoded_tokens,decode_ms",
    "find,1,1,looking,right,K,K,0,1,0,5,50",
    "find,1,1,refused,wrong,K,K,0,1,0,5,50",
    "",
  ]);
});

it("says 100 % only where all were right", () => {
  expect([1, 0.999, 0.5, 0].map(percent)).toEqual(["100 %", "99 %", "50 %", "0 %"]);
});
