// Searches over actions and over tokens: the worked examples of SPEC.md.
import { describe, expect, it } from "vitest";
import { coordinateBeam, readingsIn } from "./coordinateBeam";
import { boundOf, priorsOf, puct } from "./puct";
import { beginSearch, NO_LIMIT } from "./search";
import { expanded, rated, runAll, way } from "./testing";
import { grow, rootOnly } from "./tree";

const begin = { seed: 1, budget: NO_LIMIT };

describe("PUCT", () => {
  it("[S18] weighs what a node came to against how likely and how seldom tried it is", () => {
    expect(boundOf({ value: 0.5, visits: 1 }, { visits: 4 }, 0.25, 2)).toBeCloseTo(0.5 + (2 * 0.25 * 2) / 2, 12);
    const one = grow(rootOnly(""), 0, { content: "a", logProbability: Math.log(0.6) });
    const two = grow(one, 0, { content: "b", logProbability: Math.log(0.2) });
    expect(priorsOf(two.slice(1), "model").map((prior) => Number(prior.toFixed(4)))).toEqual([0.75, 0.25]);
    expect(priorsOf(two.slice(1), "uniform")).toEqual([0.5, 0.5]);
  });

  it("[S18] reproduces the worked example: the likelier action first, then the one that came to more", () => {
    const options = { simulations: 3, actions: 2, exploration: 1, priors: "model" } as const;
    const tried: string[] = [];
    const { state } = runAll(puct, beginSearch(puct, options, begin), (work, prefix) => {
      if (work.kind === "rate") return rated(work, prefix.includes("b") ? 1 : 0);
      if (work.kind !== "expand") throw new Error(work.kind);
      if (work.until === "answer") return expanded(work, way(["end"], { ended: true, answer: "A" }));
      tried.push(prefix.join(""));
      const [a, b] = [way(["a"], { logProbability: Math.log(0.6) }), way(["b"], { logProbability: Math.log(0.4) })];
      return expanded(work, a, b);
    });
    expect(tried.slice(0, 2)).toEqual(["", "b"]);
    expect(state.tree[0]).toMatchObject({ visits: 3 });
    expect(state.outcome?.kind).toBe("found");
    expect(state.tree[state.outcome?.best ?? 0]?.rating).toBe(1);
  });

  it("[S18] ends where nothing can be grown any more", () => {
    const options = { simulations: 50, actions: 1, exploration: 1, priors: "uniform" } as const;
    const { state } = runAll(puct, beginSearch(puct, options, begin), (work) =>
      work.kind === "rate" ? rated(work, 1) : expanded(work, way(["a"], { ended: true, answer: "A" })),
    );
    expect([state.outcome, state.tree.length]).toEqual([{ kind: "found", best: 1 }, 2]);
  });
});

describe("the beam over coordinates", () => {
  it("[S19] keeps the likeliest readings, and tells how likely each is", () => {
    const next: Readonly<Record<string, readonly (readonly [string, number])[]>> = {
      "": [
        ["1", 0.6],
        ["2", 0.4],
      ],
      "1": [
        ["0", 0.5],
        ["9", 0.5],
      ],
      "2": [
        ["0", 0.9],
        ["9", 0.1],
      ],
    };
    const start = beginSearch(coordinateBeam, { width: 2, ways: 2, mostTokens: 9 }, begin);
    const { state } = runAll(coordinateBeam, start, (work, prefix) => {
      const said = prefix.slice(1).join("");
      const ways = (next[said] ?? []).map(([token, share]) =>
        way([token], { logProbability: Math.log(share), ended: said !== "" }),
      );
      return expanded(work, ...ways);
    });
    const readings = readingsIn(state.tree);
    // Greedy decoding would say 10, at 0.3; the beam finds 20, at 0.36.
    expect(readings.map(({ tokens, share }) => [tokens.join(""), Number(share.toFixed(3))])).toEqual([
      ["20", 0.36],
      ["10", 0.3],
      ["19", 0.3],
      ["29", 0.04],
    ]);
    expect(state.outcome?.best).toBe(readings[0]?.node);
  });
});
