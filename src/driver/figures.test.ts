import { describe, expect, it } from "vitest";
import { drive } from "./drive";
import { createFollower, type Driven } from "./driven";
import { boundsOf } from "./figures";
import { ratingHistory } from "./history";
import { createLikelihoodJudge } from "./judge/likelihood";
import { USUAL_METHODS } from "./methods";
import type { MethodPlan } from "./plan";
import { treeSoFar } from "./soFar";
import { opened, planOf, SEARCH, toolsWith, wandering } from "./testing";

async function driven(method: MethodPlan) {
  const document = opened(planOf(method));
  const judge = createLikelihoodJudge();
  await drive(document, SEARCH, toolsWith(wandering(), { judge }), new AbortController().signal);
  return searchIn(document);
}

function searchIn(document: ReturnType<typeof opened>): Driven {
  const found = createFollower()(document.log().trace, SEARCH);
  if (!found?.ok) throw new Error("There is no search");
  return found.value;
}

describe("the bound of a node", () => {
  it("is what PUCT would choose by: more for what was tried less, of rollouts none", async () => {
    const search = await driven({ ...USUAL_METHODS.puct, priors: "uniform", simulations: 3 });
    const bounds = boundsOf(search);
    const [tried, other] = search.state.tree.filter(({ parent }) => parent === 0);
    if (!tried || !other) throw new Error("Two actions were to be tried");
    const root = search.state.tree[0];
    const siblings = search.state.tree.filter(({ parent }) => parent === 0).length;
    const by = ({ value, visits }: typeof tried): number =>
      value + (1.25 * (1 / siblings) * Math.sqrt(root?.visits ?? 0)) / (1 + visits);
    expect(bounds[tried.id]).toBeCloseTo(by(tried), 10);
    expect(bounds[other.id]).toBeCloseTo(by(other), 10);
    expect(bounds[0]).toBeNull();
    for (const { id, stage } of search.state.tree) if (stage === "rollout") expect(bounds[id]).toBeNull();
  });

  it("is none where a method has none, and never infinite", async () => {
    const plain = await driven(USUAL_METHODS["best-of-n"]);
    expect(new Set(boundsOf(plain))).toEqual(new Set([null]));
    const collective = await driven({ ...USUAL_METHODS.comcts, form: "paper" });
    for (const bound of boundsOf(collective)) expect(bound === null || Number.isFinite(bound)).toBe(true);
  });
});

it("tells how ratings went, with the best so far, which never falls", async () => {
  const search = await driven({ name: "best-of-n", n: 5, pick: "rating" });
  const points = ratingHistory(search);
  expect(points.map(({ rating }) => rating)).toEqual(search.state.tree.flatMap(({ rating }) => rating ?? []));
  for (const [i, { best, tokens }] of points.entries()) {
    expect(best).toBe(Math.max(...points.slice(0, i + 1).map(({ rating }) => rating)));
    expect(tokens).toBe(search.state.spent.tokens);
  }
});

it("shows what a round has grown so far, before the search takes it in", async () => {
  const document = opened(planOf({ name: "best-of-n", n: 4, pick: "self-consistency" }));
  const stop = new AbortController();
  const commit: typeof document.commit = (edit) => {
    const isDone = document.commit(edit);
    const { answers } = searchIn(document).state;
    if (answers.length === 2) stop.abort();
    return isDone;
  };
  await drive({ ...document, commit }, SEARCH, toolsWith(wandering()), stop.signal);
  const search = searchIn(document);
  expect(search.state.tree).toHaveLength(1);
  const soFar = treeSoFar(search);
  expect(soFar.filter(({ parent }) => parent === 0)).toHaveLength(2);
  for (const { content } of soFar) expect([...document.log().trace.steps.keys()]).toContain(content);
});
