// What holds of every driven search, by every method: it keeps its budget, stops and goes on without a trace of it, and
// replays from the log of its document.
import { describe, expect, it } from "vitest";
import { must } from "../base";
import { speaking } from "../runner/testing";
import type { SearchEvent } from "../search";
import {
  childrenOf,
  commitEntry,
  encodeTrace,
  logOf,
  parseTrace,
  redoEntry,
  stepIdFrom,
  type Trace,
  undoEntry,
} from "../trace";
import { type DriverTools, drive } from "./drive";
import { createFollower, type Driven, type Follower } from "./driven";
import { createLikelihoodJudge } from "./judge/likelihood";
import { METHODS, USUAL_METHODS } from "./methods";
import { parsePlan, type SearchPlan } from "./plan";
import { eventEdit } from "./record";
import { opened, planOf, ROOT, SEARCH, toolsWith, wandering } from "./testing";

const NEVER = new AbortController().signal;
const judge = createLikelihoodJudge();
const TREES = METHODS.filter((name) => name !== "coordinate-beam");

/** The search of a trace, by a follower of its own unless one is given. */
function searchOf(trace: Trace, follow: Follower = createFollower()): Driven {
  const found = follow(trace, SEARCH);
  if (!found) throw new Error("There is no search");
  return must(found);
}

const driven = (document: ReturnType<typeof opened>): Driven => searchOf(document.log().trace);

/** What a search made, without the names and times of its steps. */
function wordsOf(document: ReturnType<typeof opened>): readonly unknown[] {
  const { steps } = document.log().trace;
  const { tree, outcome } = driven(document).state;
  const raw = (content: string): string => [...steps].find(([id]) => id === content)?.[1].raw ?? "";
  return [tree.map(({ content, parent, rating }) => [raw(content), parent, rating]), outcome];
}

async function driveAll(plan: SearchPlan, more: Partial<DriverTools> = {}) {
  const document = opened(plan);
  const end = await drive(document, SEARCH, toolsWith(wandering(), { judge, ...more }), NEVER);
  return { document, end };
}

describe.each(TREES)("%s", (name) => {
  // In the code's form CoMCTS throws away every path without a bad step, and this judge finds none.
  const method = USUAL_METHODS[name];
  const plan = planOf(method.name === "comcts" ? { ...method, form: "paper" } : method);

  it("comes to its end, every node of it a step of the trace", async () => {
    const { document, end } = await driveAll(plan);
    expect(end).toEqual({ kind: "over" });
    const { tree, outcome } = driven(document).state;
    expect(outcome).not.toBeNull();
    expect(tree.length).toBeGreaterThan(2);
    for (const { content } of tree) expect([...document.log().trace.steps.keys()]).toContain(content);
  });

  it("knows every rollout that is over by its answer", async () => {
    const { document } = await driveAll(plan);
    const { steps } = document.log().trace;
    const over = driven(document).state.tree.filter(({ answer }) => answer !== null);
    expect(over.length).toBeGreaterThan(0);
    for (const { content, answer } of over)
      expect(steps.get(stepIdFrom(content))?.body).toEqual({ kind: "answer", text: answer });
  });

  it("keeps to a budget of tokens and nodes", async () => {
    const budget = { tokens: 150, millis: null, nodes: 7 };
    const { document, end } = await driveAll({ ...plan, budget });
    const { spent } = driven(document).state;
    expect(end).toEqual({ kind: "over" });
    expect(spent.tokens).toBeLessThanOrEqual(150);
    expect(spent.nodes).toBeLessThanOrEqual(7);
  });

  it("is the same whether its rollouts go on at the same time or one after another", async () => {
    const [together, alone] = [await driveAll(plan), await driveAll(plan, { atOnce: 1 })];
    expect(wordsOf(together.document)).toEqual(wordsOf(alone.document));
  });

  it("goes on after it was stopped as if it had not been", async () => {
    const whole = await driveAll(plan);
    const document = opened(plan);
    for (let stops = 0; !driven(document).state.outcome; stops++) {
      const stop = new AbortController();
      const commit: typeof document.commit = (edit) => {
        const isDone = document.commit(edit);
        stop.abort();
        return isDone;
      };
      const end = await drive(
        { ...document, commit },
        SEARCH,
        toolsWith(wandering(), { judge, clockAndIds: later(stops) }),
        stop.signal,
      );
      expect(["stopped", "over"]).toContain(end.kind);
      if (stops > 500) throw new Error("It never ends");
    }
    expect(wordsOf(document)).toEqual(wordsOf(whole.document));
  });

  it("replays from the log of its document, and from a file", async () => {
    const { document } = await driveAll(plan);
    const log = document.log();
    let replayed = logOf(opened(null).log().trace);
    for (const entry of log.entries.slice(2)) replayed = must(commitEntry(replayed, entry));
    expect(replayed.trace).toEqual(log.trace);
    const read = must(parseTrace(JSON.parse(JSON.stringify(encodeTrace(log.trace)))));
    expect(searchOf(read).state).toEqual(driven(document).state);
  });
});

/** Names that no earlier drive has given. */
const later = (round: number): DriverTools["clockAndIds"] => {
  const { clockAndIds } = toolsWith(wandering());
  return { ...clockAndIds, nextStepId: () => stepIdFrom(`${round}-${clockAndIds.nextStepId()}`) };
};

describe("a search that a person steers", () => {
  const plan = planOf({ name: "best-of-n", n: 3, pick: "rating" }, { judge: { kind: "person" } });

  it("asks for what only they can say, and goes on once they said it", async () => {
    const document = opened(plan);
    const tools = toolsWith(wandering());
    const answered = (event: SearchEvent): boolean => document.commit(eventEdit(SEARCH, event));
    for (const rating of [0, 1, 0.5]) {
      expect(await drive(document, SEARCH, tools, NEVER)).toEqual({ kind: "asks" });
      const work = driven(document).state.wanted.find(
        ({ id }) => !driven(document).state.answers.some((a) => a.work === id),
      );
      if (work?.kind !== "rate") throw new Error("A rating was to be asked for");
      answered({ kind: "answered", answer: { kind: "rated", work: work.id, rating, cost: { tokens: 0, millis: 0 } } });
    }
    expect(await drive(document, SEARCH, tools, NEVER)).toEqual({ kind: "over" });
    const { tree, outcome } = driven(document).state;
    expect(tree[outcome?.best ?? 0]?.rating).toBe(1);
  });

  it("takes what they do while work goes on, and an end at any time", async () => {
    const document = opened(planOf({ name: "best-of-n", n: 3, pick: "self-consistency" }));
    const commit: typeof document.commit = (edit) => {
      const isDone = document.commit(edit);
      if (driven(document).state.answers.length === 1) document.commit(eventEdit(SEARCH, { kind: "stopped" }));
      return isDone;
    };
    expect(await drive({ ...document, commit }, SEARCH, toolsWith(wandering()), NEVER)).toEqual({ kind: "over" });
    expect(driven(document).state.outcome?.kind).toBe("stopped");
    // One rollout was told of; what came after the end is not in the trace.
    expect(childrenOf(document.log().trace, ROOT)).toHaveLength(1);
  });
});

describe("a follower", () => {
  it("follows a search back where some of it was undone, and forward again", async () => {
    const { document } = await driveAll(planOf({ name: "best-of-n", n: 2, pick: "rating" }));
    const follow = createFollower();
    const log = document.log();
    const state = (trace: Trace) => searchOf(trace, follow).state;
    const end = state(log.trace);
    const earlier = must(undoEntry(log));
    expect(state(earlier.trace).outcome).toBeNull();
    expect(state(must(redoEntry(earlier)).trace)).toEqual(end);
  });

  it.each([
    ["no plan", "{}", [], "bad-search-plan"],
    ["no JSON", "{", [], "bad-search-plan"],
    ["an event of no kind", null, ["{}"], "bad-search-event"],
    ["an event that is no JSON", null, ["x"], "bad-search-event"],
    ["an event that does not fit", null, ['{"kind":"intervened","by":{"kind":"prune","node":99}}'], "bad-search-event"],
  ])("says what is wrong with a record with %s", (_, plan, events, code) => {
    const search = { id: SEARCH, root: ROOT, plan: plan ?? JSON.stringify(planOf()), events };
    expect(createFollower()({ searches: new Map([[SEARCH, search]]) }, SEARCH)).toMatchObject({
      ok: false,
      error: { code },
    });
  });
});

it("tells of a model that fails, and keeps what was there", async () => {
  const document = opened();
  const model = wandering();
  const broken = {
    ...model,
    // biome-ignore lint/correctness/useYield: it fails before it says anything
    async *continue() {
      throw Object.assign(new Error("The device is gone."), { code: "device-lost" });
    },
  };
  const end = await drive(document, SEARCH, toolsWith(broken), NEVER);
  expect(end).toEqual({ kind: "failed", code: "device-lost", message: "The device is gone." });
  expect(driven(document).state.outcome).toBeNull();
  expect(await drive(document, "another", toolsWith(model), NEVER)).toEqual({ kind: "gone" });
});

it("reads plans that it wrote, and no others", () => {
  for (const name of METHODS)
    expect(parsePlan(JSON.parse(JSON.stringify(planOf(USUAL_METHODS[name]))))).toMatchObject({ ok: true });
  expect(parsePlan({ ...planOf(), version: 2 })).toMatchObject({ ok: false });
  expect(parsePlan({ ...planOf(), temperatures: [] })).toMatchObject({ ok: false });
});

it("knows the last stage by its end, however many steps it took", async () => {
  // Four boxes and an answer in one turn: the last stage is a box and the answer.
  const words = [
    "<think>each</think>",
    ...[1, 2, 3, 4].map((i) => `<act>box ${i}0 10 ${i}5 20</act>`),
    "<answer>4</answer>",
  ];
  const model = speaking(({ turns, open }) => {
    const said = open ? (JSON.stringify(turns).match(/<\/(think|act)>/g)?.length ?? 0) : 0;
    return words.slice(said).join("");
  });
  const document = opened(planOf({ name: "stage-beam", candidates: 2, width: 1, looks: 3 }));
  await drive(document, SEARCH, toolsWith(model, { judge }), NEVER);
  const { tree, outcome } = driven(document).state;
  const best = tree[outcome?.best ?? 0];
  expect([best?.stage, best?.answer, best?.depth]).toEqual(["answer", "4", 4]);
  expect(document.log().trace.steps.get(stepIdFrom(best?.content ?? ""))?.body.kind).toBe("answer");
});
