import { describe, expect, it } from "vitest";
import { type BatchResults, type TrialRun, withRun } from "../../evaluation";
import { encodeTrace } from "../../trace";
import { trunk } from "../../trace/testing";
import { NO_BATCH, type Workspace } from "../state";
import { workspaceWith } from "../testing";
import { keepBatch, parseBatch, recallBatch } from "./keptBatch";

const made = (correctness: "right" | "wrong"): TrialRun => ({
  name: { family: "find", seed: 4, difficulty: 2 },
  condition: "looking",
  trace: trunk,
  truth: "K",
  answer: correctness === "right" ? "K" : null,
  summary: { level: 2, correctness, reward: 0.5, actions: 1, unparsed: 0, decodedTokens: 5, decodeMillis: 50.5 },
});
const RESULTS = [made("right"), made("wrong")].reduce<BatchResults>(withRun, { results: [], failures: [] });

/** A browser whose pages share what is kept. */
function browser() {
  const settings = new Map<string, unknown>();
  return (): Workspace =>
    workspaceWith({
      storage: {
        setting: async (name) => settings.get(name),
        // As IndexedDB has it: what comes back is a copy.
        setSetting: async (name, value) => void settings.set(name, structuredClone(value)),
      },
    });
}

describe("what a batch came to", () => {
  it("is there after a reload, with the runs that were got wrong", async () => {
    const page = browser();
    const before = page();
    before.batch.setState({ ...RESULTS, total: 2, done: 2 });
    await keepBatch(before);
    const after = page();
    await recallBatch(after);
    const { failures, ...rest } = after.batch.getState();
    expect(rest).toEqual({ results: RESULTS.results, total: 2, done: 2, rest: [], stop: null });
    expect(failures.map(({ trace }) => encodeTrace(trace))).toEqual([encodeTrace(trunk)]);
  });

  it("takes the place of none that has begun since", async () => {
    const page = browser();
    const before = page();
    before.batch.setState({ ...RESULTS, total: 2, done: 2 });
    await keepBatch(before);
    const after = page();
    after.batch.setState({ total: 7 });
    await recallBatch(after);
    expect(after.batch.getState()).toMatchObject({ total: 7, results: [] });
  });

  it("that cannot be written is told, and stays on the screen", async () => {
    const full = Object.assign(new Error("No room"), { name: "QuotaExceededError" });
    const workspace = workspaceWith({ storage: { setSetting: () => Promise.reject(full) } });
    workspace.batch.setState({ ...RESULTS, total: 2, done: 2 });
    await keepBatch(workspace);
    expect(workspace.view.getState().failure).toMatchObject({ code: "storage-full" });
    expect(workspace.batch.getState().results).toHaveLength(2);
  });

  it.each([null, 7, {}, { version: 9 }, { version: 1, total: -1, done: 0, results: [], failures: [] }])(
    "is nothing where %j was written",
    (value) => expect(parseBatch(value)).toBeNull(),
  );

  it("is told without a run that cannot be read, and without a sort that is not known", async () => {
    const page = browser();
    const before = page();
    before.batch.setState({ ...RESULTS, total: 2, done: 2 });
    await keepBatch(before);
    const kept = (await before.edges.storage.setting("gym-batch")) as { failures: object[]; results: object[] };
    const spoilt = {
      ...kept,
      failures: kept.failures.map((run) => ({ ...run, trace: { format: "another" } })),
      results: [...kept.results, { ...kept.results[0], name: "juggle-1-level-1" }],
    };
    expect(parseBatch(spoilt)).toMatchObject({ failures: [], results: [{}, {}] });
  });
});

it("a batch that was never run is none", async () => {
  const workspace = browser()();
  await recallBatch(workspace);
  expect(workspace.batch.getState()).toBe(NO_BATCH);
});
