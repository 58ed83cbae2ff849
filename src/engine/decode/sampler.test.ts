import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRng } from "../../base";
import type { Sampling } from "../contract/model";
import { distributionOf, largestIds, likeliest, logTotal } from "./distribution";
import * as sampler from "./sampler";

const GREEDY: Sampling = { temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 };
const warm = (change: Partial<Sampling>): Sampling => ({ ...GREEDY, temperature: 1, ...change });
const NONE: ReadonlySet<number> = new Set();

const chooseToken = (row: Float32Array, ...rest: [Sampling, ReadonlySet<number>, number]): number =>
  sampler.chooseToken(distributionOf(row), ...rest);

const logits = fc
  .array(fc.float({ min: -20, max: 20, noNaN: true }), { minLength: 1, maxLength: 40 })
  .map((values) => Float32Array.from(values));

/** Which tokens ever come out, over many positions. */
function drawn(row: Float32Array, sampling: Sampling, draws = 400): Set<number> {
  return new Set(Array.from({ length: draws }, (_, position) => chooseToken(row, sampling, NONE, position)));
}

/** Logits whose softmax is exactly these probabilities. */
const rowOf = (...probabilities: number[]): Float32Array => Float32Array.from(probabilities.map(Math.log));

describe("distribution", () => {
  it("sums to one and sorts like a full sort", () => {
    fc.assert(
      fc.property(logits, fc.nat(10), (row, count) => {
        const all = likeliest(distributionOf(row), row.length);
        expect(all.reduce((sum, { logProbability }) => sum + Math.exp(logProbability), 0)).toBeCloseTo(1, 5);
        const sorted = [...row.keys()].sort((a, b) => (row[b] as number) - (row[a] as number) || a - b);
        expect(largestIds(row, count)).toEqual(sorted.slice(0, count));
      }),
    );
  });

  it("does not overflow", () => {
    expect(logTotal(distributionOf(Float32Array.of(1000, 1000)))).toBeCloseTo(1000 + Math.log(2), 4);
  });
});

describe("sampler", () => {
  it("draws from the whole vocabulary as from one sorted likeliest first", () => {
    const wide = fc.array(fc.float({ min: -30, max: 30, noNaN: true }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(wide, fc.nat(1000), fc.constantFrom(0, 0.01, 0.3), (values, seed, minP) => {
        const row = Float32Array.from(values);
        const sorted = [...row.keys()].sort((a, b) => row[b]! - row[a]! || a - b);
        const weights = sorted.map((id) => Math.exp(row[id]! - row[sorted[0]!]!));
        const kept = weights.filter((weight) => weight >= minP);
        let left = createRng(`${seed}/7`).next() * kept.reduce((sum, weight) => sum + weight, 0);
        const place = kept.findIndex((weight) => {
          left -= weight;
          return left < 0;
        });
        const id = chooseToken(row, warm({ seed, minP }), NONE, 7);
        expect(id).toBe(sorted[place < 0 ? kept.length - 1 : place]);
      }),
      { numRuns: 500 },
    );
  });

  const row = rowOf(0.5, 0.3, 0.15, 0.05);

  it("is greedy at temperature 0, lowest id first", () => {
    expect(chooseToken(Float32Array.of(1, 3, 3), GREEDY, NONE, 0)).toBe(1);
  });

  it.each<[string, Partial<Sampling>, number[]]>([
    ["all tokens without a filter", {}, [0, 1, 2, 3]],
    ["the k likeliest", { topK: 2 }, [0, 1]],
    ["the nucleus", { topP: 0.79 }, [0, 1]],
    ["a nucleus that one token fills", { topP: 0.2 }, [0]],
    ["what has a share of the likeliest", { minP: 0.2 }, [0, 1, 2]],
    ["one token at top-k 1", { topK: 1 }, [0]],
  ])("keeps %s", (_, change, kept) => {
    expect([...drawn(row, warm(change))].sort()).toEqual(kept);
  });

  it("draws as often as the probabilities say", () => {
    const counts = [0, 0, 0, 0];
    for (let position = 0; position < 4000; position++) {
      const id = chooseToken(row, warm({ seed: 7 }), NONE, position);
      counts[id] = (counts[id] ?? 0) + 1;
    }
    // Three standard deviations of a binomial with 4,000 draws are below 0.024 of them.
    for (const [id, share] of [0.5, 0.3, 0.15, 0.05].entries()) {
      expect(Math.abs((counts[id] ?? 0) / 4000 - share)).toBeLessThan(0.024);
    }
  });

  it("draws the same token for the same seed and position, and is never outside the row", () => {
    fc.assert(
      fc.property(logits, fc.nat(), fc.nat(1000), (values, seed, position) => {
        const sampling = warm({ seed, topP: 0.9, minP: 0.01 });
        const id = chooseToken(values, sampling, NONE, position);
        expect(chooseToken(values, sampling, NONE, position)).toBe(id);
        expect(id).toBeLessThan(values.length);
      }),
    );
  });

  it("penalises what was seen, whichever its sign", () => {
    const seen = new Set([0]);
    expect(chooseToken(Float32Array.of(2, 1.5), { ...GREEDY, repetitionPenalty: 2 }, seen, 0)).toBe(1);
    expect(chooseToken(Float32Array.of(-1, -1.5), { ...GREEDY, repetitionPenalty: 2 }, seen, 0)).toBe(1);
  });
});
