import { expect, it } from "vitest";
import { drive } from "./drive";
import { createLikelihoodJudge } from "./judge/likelihood";
import { USUAL_METHODS } from "./methods";
import { eventEdit } from "./record";
import { stepScoresOf } from "./stepScores";
import { opened, planOf, SEARCH, toolsWith, wandering } from "./testing";

const NEVER = new AbortController().signal;

async function searched(method: Parameters<typeof planOf>[0]) {
  const document = opened(planOf(method));
  await drive(document, SEARCH, toolsWith(wandering(), { judge: createLikelihoodJudge() }), NEVER);
  return document;
}

it("gives what a judge said to the step that it was said of, and not to what that showed", async () => {
  const { trace } = (await searched(USUAL_METHODS["best-of-n"])).log();
  const scores = stepScoresOf(trace);
  expect(scores.size).toBeGreaterThan(0);
  for (const [id, score] of scores) {
    expect(trace.steps.get(id)?.body.kind).toBe("answer");
    expect(score).toMatchObject({ by: "likelihood", visits: null, score: expect.closeTo(-0.1, 10) });
  }
});

it("gives the mean of what came of a step where the search carries that up", async () => {
  const document = await searched(USUAL_METHODS.puct);
  const { trace } = document.log();
  const scores = [...stepScoresOf(trace)];
  const actions = scores.filter(([id]) => trace.steps.get(id)?.body.kind === "action");
  expect(actions.length).toBeGreaterThan(0);
  for (const [, { visits }] of scores) expect(visits).toBeGreaterThan(0);
  // No observation has a score: it belongs to its action.
  expect(scores.every(([id]) => trace.steps.get(id)?.body.kind !== "observation")).toBe(true);
});

it("finds none in a search that cannot be followed, nor where none was", () => {
  expect(stepScoresOf(opened(null).log().trace).size).toBe(0);
  const document = opened();
  document.commit({ ...eventEdit(SEARCH, { kind: "stopped" }), kind: "add-search-event", id: SEARCH, event: "{}" });
  expect(stepScoresOf(document.log().trace).size).toBe(0);
});
