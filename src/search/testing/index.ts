// For tests of searches: a policy that follows from a seed, and a loop that lets it do all the work.
import { createRng, must, type Rng } from "../../base";
import { applyEvent, openWork, type SearchAlgorithm, type SearchState } from "../search";
import { pathTo } from "../tree";
import type { Answer, SearchEvent, Way, Work } from "../work";

/** Does a piece of work. */
export type Policy = (work: Work, prefix: readonly string[]) => Answer;

const free = { tokens: 0, millis: 0 };

export const way = (path: readonly string[], more: Partial<Way> = {}): Way => ({
  path,
  valid: true,
  ended: false,
  answer: null,
  logProbability: null,
  ...more,
});

export const expanded = (work: Work, ...ways: readonly Way[]): Answer => ({
  kind: "expanded",
  work: work.id,
  ways,
  cost: free,
});
export const compared = (work: Work, better: 0 | 1 | null): Answer => ({
  kind: "compared",
  work: work.id,
  better,
  cost: free,
});
export const checked = (work: Work, right: boolean | null): Answer => ({
  kind: "checked",
  work: work.id,
  right,
  cost: free,
});
export const rated = (work: Work, rating: number | null): Answer => ({
  kind: "rated",
  work: work.id,
  rating,
  cost: free,
});
export const stepsRated = (work: Work, ratings: readonly number[] | null): Answer => ({
  kind: "steps-rated",
  work: work.id,
  ratings,
  cost: free,
});

/** Lets a policy do everything that is wanted until the search is over, or for so many pieces of work. */
export function runAll<O, M>(
  algorithm: SearchAlgorithm<O, M>,
  start: SearchState<O, M>,
  policy: Policy,
  { most = 10_000, order = (work: readonly Work[]) => work[0] } = {},
): { readonly state: SearchState<O, M>; readonly events: readonly SearchEvent[] } {
  const events: SearchEvent[] = [];
  let state = start;
  while (!state.outcome && events.length < most) {
    const work = order(openWork(state));
    if (!work) throw new Error("A search that is not over wants nothing");
    const event = { kind: "answered", answer: policy(work, prefixOf(state, work)) } as const;
    state = must(applyEvent(algorithm, state, event));
    events.push(event);
  }
  return { state, events };
}

const prefixOf = (state: SearchState<unknown, unknown>, work: Work): readonly string[] =>
  pathTo(state.tree, work.kind === "compare" ? work.nodes[0] : work.node).map(({ content }) => content);

/** A policy of chance: what it says of a piece of work follows from the seed and the work alone. */
export function anyPolicy(seed: number, { maxCost = 5, mayFail = true } = {}): Policy {
  return (work, prefix) => {
    const rng = createRng(`${seed}/${work.id}/${work.seed}/${prefix.join("/")}`);
    const cost = { tokens: upTo(rng, maxCost, work.limits.tokens), millis: rng.int(0, maxCost) };
    if (mayFail && rng.next() < 0.1) return { kind: "failed", work: work.id, code: "lost", cost };
    return { ...answerTo(work, prefix, rng), cost };
  };
}

const upTo = (rng: Rng, most: number, limit: number | null): number => rng.int(0, Math.min(most, limit ?? most));

function answerTo(work: Work, prefix: readonly string[], rng: Rng): Answer {
  switch (work.kind) {
    case "expand":
      return expanded(work, ...waysBy(work, rng));
    case "compare":
      return compared(work, rng.pick([0, 1, null]));
    case "check":
    case "answer":
      return checked(work, rng.pick([true, false, false, false, null]));
    case "rate":
      return rated(work, rng.pick([null, -1, -0.5, 0, 0.25, 1]));
    case "steps": {
      const length = prefix.length - 1 + work.path.length;
      return stepsRated(work, rng.next() < 0.1 ? null : Array.from({ length }, () => rng.pick([-1, 0, 1, 1, 1])));
    }
  }
}

function waysBy(work: Extract<Work, { kind: "expand" }>, rng: Rng): readonly Way[] {
  let left = work.limits.nodes ?? 40;
  return Array.from({ length: work.ways }, () => {
    const length = Math.min(left, work.until === "answer" ? rng.int(1, 5) : 1);
    left -= length;
    const path = Array.from({ length }, () => `n${rng.int(0, 999)}`);
    const ended = work.until === "answer" || rng.next() < 0.2;
    const answer = ended ? rng.pick(["A", "B", null]) : null;
    return way(path, { valid: rng.next() < 0.9, ended, answer, logProbability: -rng.next() });
  }).filter(({ path }) => path.length > 0);
}
