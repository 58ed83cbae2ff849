// Scores of branches, of kept traces, and rewards of a person's own.
import { describe, expect, it } from "vitest";
import { createRng, err, must, ok } from "../../base";
import type { RunScore } from "../../opening";
import { picture, problemStep } from "../../runner/testing";
import type { RewardFile } from "../../scoring";
import { applyEdit, emptyTrace, type Step, stepIdFrom, type Trace, traceIdFrom } from "../../trace";
import { workspaceWith } from "../testing";
import { forgetReward, keepReward, ownRewardsQuery, scoreBranches, scoreKept, statisticsOfKept } from ".";

const signal = new AbortController().signal;

const step = (id: string, parent: string, body: Step["body"], raw: string): Step => ({
  ...problemStep,
  id: stepIdFrom(id),
  parent: stepIdFrom(parent),
  author: "model",
  body,
  raw,
});
const thought = (id: string, parent: string): Step =>
  step(id, parent, { kind: "thought", text: "t" }, "<think>t</think>");
const answer = (id: string, parent: string, text: string): Step =>
  step(id, parent, { kind: "answer", text }, `<answer>${text}</answer>`);

/** A problem whose right answer is A, with these steps below it. */
function traceOf(id: string, steps: readonly Step[], known = true): Trace {
  const { body } = problemStep;
  if (body.kind !== "problem") throw new Error("No problem");
  const reference = known ? { reference: { answer: "A", source: { kind: "hand" as const } } } : {};
  const edits = [
    { kind: "add-image" as const, image: picture },
    { kind: "add-step" as const, step: { ...problemStep, body: { ...body, ...reference } }, index: 0 },
    ...steps.map((each) => ({ kind: "add-step" as const, step: each, index: 0 })),
  ];
  return must(applyEdit(emptyTrace(traceIdFrom(id), ""), { kind: "batch", edits }));
}

const ROOT = problemStep.id;
// Two branches of which one forks again.
const FORKED = [
  thought("t1", ROOT),
  answer("right", "t1", "A"),
  answer("wrong", "t1", "B"),
  thought("t2", ROOT),
  answer("other", "t2", "A"),
];
const R1V = { name: "r1-v", file: null };

describe("scores of branches", () => {
  it("are those of their ends, and means of the ends where branches begin", async () => {
    const scored = must((await scoreBranches(workspaceWith(), traceOf("a", FORKED), R1V, signal)) ?? err("stopped"));
    const told = Object.fromEntries([...scored.bySteps].map(([id, { value, ends }]) => [id, [value, ends]]));
    expect(told).toEqual({ right: [2, 1], wrong: [1, 1], other: [2, 1], t1: [1.5, 2] });
    expect(scored.bySteps.get(stepIdFrom("right"))).toMatchObject({
      formula: "1 × accuracy 1 + 1 × format 1 = 2",
      advantage: expect.closeTo(Math.SQRT1_2),
    });
    expect(scored.statistics).toMatchObject({ rollouts: 3, mean: 5 / 3, uniform: false });
  });

  it("are the mean of all ends by sums of their own, for random trees", async () => {
    const rng = createRng("branches");
    const steps: Step[] = [];
    const parents = [ROOT as string];
    for (let i = 0; i < 60; i++) {
      const id = `n${i}`;
      steps.push(thought(id, rng.pick(parents)));
      parents.push(id);
    }
    const trace = traceOf("b", steps);
    const { bySteps } = must((await scoreBranches(workspaceWith(), trace, R1V, signal)) ?? err("stopped"));
    const isLeaf = (id: string): boolean => !steps.some(({ parent }) => parent === id);
    const endsBelow = (id: string): number =>
      isLeaf(id) ? 1 : steps.filter(({ parent }) => parent === id).reduce((sum, each) => sum + endsBelow(each.id), 0);
    for (const [id, { ends }] of bySteps) expect(ends).toBe(endsBelow(id));
    expect([...bySteps].filter(([, { ends }]) => ends === 1)).toHaveLength(steps.filter(({ id }) => isLeaf(id)).length);
  });

  it("are refused where the reward lacks something, or is none", async () => {
    const trace = traceOf("a", FORKED, false);
    expect(await scoreBranches(workspaceWith(), trace, R1V, signal)).toEqual(err("missing-answer"));
    expect(await scoreBranches(workspaceWith(), trace, { name: "nobody", file: null }, signal)).toEqual(
      err("unknown-reward"),
    );
  });
});

describe("kept traces", () => {
  const traces = [traceOf("1", [answer("x", ROOT, "A")]), traceOf("2", [answer("x", ROOT, "B")], false)];
  const workspace = workspaceWith({
    storage: {
      read: async (id) => {
        const found = traces.find((trace) => trace.id === id);
        return found ? ok(found) : err({ code: "not-found", message: "" });
      },
    },
  });

  it("are scored as they are read, each by its newest line, and say what is missing", async () => {
    const scores: RunScore[] = [];
    const ids = ["1", "2", "3"].map(traceIdFrom);
    for await (const score of scoreKept(workspace, ids, R1V)) scores.push(score);
    expect(scores).toEqual([
      expect.objectContaining({ kind: "scored", value: 1, answer: expect.any(String) }),
      { kind: "refused", code: "missing-answer" },
      { kind: "refused", code: "unreadable" },
    ]);
    expect(statisticsOfKept(scores.map((reward) => ({ reward })))).toMatchObject({
      scored: 1,
      mean: 1,
      groups: 0,
      refused: [
        { code: "missing-answer", count: 1 },
        { code: "unreadable", count: 1 },
      ],
    });
  });
});

describe("rewards of one's own", () => {
  const file = (name: string, weight: number): RewardFile => ({
    format: "sightline-reward",
    version: 1,
    name,
    terms: [{ reward: "r1-v", weight }],
  });

  it("are kept under their names, read back by another page, and let go", async () => {
    const settings = new Map<string, unknown>();
    const storage = {
      setting: async (key: string) => settings.get(key) ?? null,
      setSetting: async (key: string, value: unknown) => void settings.set(key, value),
    };
    const here = workspaceWith({ storage });
    await keepReward(here, file("mine", 1));
    await keepReward(here, file("other", 2));
    await keepReward(here, file("mine", 3));
    await keepReward(here, { ...file("broken", 1), terms: [{ reward: "nobody", weight: 1 }] });
    const there = workspaceWith({ storage });
    const named = async () =>
      (await there.queries.fetchQuery(ownRewardsQuery(there))).map(({ reward }) => `${reward.name}: ${reward.says}`);
    expect(await named()).toEqual(["other: 2 × r1-v", "mine: 3 × r1-v"]);
    await forgetReward(there, "other");
    expect(await named()).toEqual(["mine: 3 × r1-v"]);
    settings.set("rewards", ["{}", 7]);
    const after = workspaceWith({ storage });
    expect(await after.queries.fetchQuery(ownRewardsQuery(after))).toEqual([]);
  });
});
