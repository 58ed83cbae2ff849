import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ADVANTAGES, advantagesIn, advantagesOf, batchStatistics, groupStatistics } from "./group";

const rewards = fc.array(fc.constantFrom(-0.2, 0, 0.8, 1, 1.5, 2), { minLength: 1, maxLength: 8 });

describe("statistics of groups", () => {
  it("are mean, spread, ends, and whether there is anything to learn", () => {
    expect(groupStatistics([0, 2, 2, 0])).toEqual({
      rollouts: 4,
      mean: 1,
      spread: 1,
      least: 0,
      most: 2,
      uniform: false,
    });
    expect(groupStatistics([0.1 + 0.2, 0.3])).toMatchObject({ uniform: true });
    expect(groupStatistics([])).toEqual({ rollouts: 0, mean: 0, spread: 0, least: 0, most: 0, uniform: true });
  });

  it("are told of a batch: the share without variance, and the best of each", () => {
    expect(batchStatistics([[1, 1], [0, 2], [], [0, 0]])).toEqual({
      groups: 3,
      rollouts: 6,
      mean: 4 / 6,
      spread: expect.closeTo(0.7454, 4),
      meanOfBest: 1,
      shareUniform: expect.closeTo(2 / 3, 12),
    });
    expect(batchStatistics([])).toMatchObject({ groups: 0, mean: 0, shareUniform: 0 });
  });
});

describe("advantages", () => {
  it.each([
    ["grpo", [-1, 1]],
    // The deviation of torch is √0.5 here: it divides by one less than the number of rollouts.
    ["trl", [-0.5 / (Math.SQRT1_2 + 1e-4), 0.5 / (Math.SQRT1_2 + 1e-4)]],
    ["dr-grpo", [-0.5, 0.5]],
    ["rloo", [-1, 1]],
  ] as const)("%s of 0 and 1", (name, expected) => {
    expect(advantagesOf([0, 1], name).map((value) => Math.round(value * 1000) / 1000)).toEqual(
      expected.map((value) => Math.round(value * 1000) / 1000),
    );
  });

  it("divides by the deviation of the group, or by that of the batch", () => {
    const groups = [
      [0, 1],
      [0, 4],
    ];
    const deviation = Math.sqrt(((0 - 1.25) ** 2 * 2 + (1 - 1.25) ** 2 + (4 - 1.25) ** 2) / 3);
    expect(advantagesIn(groups, "trl-batch")[1]?.[1]).toBeCloseTo(2 / (deviation + 1e-4), 12);
    expect(advantagesIn(groups, "trl")[1]?.[1]).toBeCloseTo(2 / (Math.sqrt(8) + 1e-4), 12);
    expect(advantagesIn(groups, "verl")[1]?.[1]).toBeCloseTo(2 / (Math.sqrt(8) + 1e-6), 12);
  });

  it("leaves a rollout alone its reward with verl, and nothing with the others", () => {
    expect(advantagesOf([2], "verl")[0]).toBeCloseTo(2, 5);
    for (const name of ADVANTAGES.filter((each) => each !== "verl")) expect(advantagesOf([2], name)).toEqual([0]);
  });

  it("of a group add up to nothing, keep the order of the rewards, and are nothing where those are alike", () => {
    fc.assert(
      fc.property(fc.constantFrom(...ADVANTAGES), fc.array(rewards, { minLength: 1, maxLength: 4 }), (name, groups) => {
        for (const [i, advantages] of advantagesIn(groups, name).entries()) {
          const group = groups[i] ?? [];
          if (name === "verl" && group.length === 1) continue;
          expect(Math.abs(advantages.reduce((sum, value) => sum + value, 0))).toBeLessThan(1e-6);
          for (const [a, value] of group.entries())
            for (const [b, other] of group.entries())
              if (value > other) expect(advantages[a]).toBeGreaterThan(advantages[b] ?? 0);
          if (groupStatistics(group).uniform)
            for (const value of advantages) expect(Math.abs(value)).toBeLessThan(1e-9);
        }
      }),
    );
  });

  it("of GRPO have a deviation of one", () => {
    fc.assert(
      fc.property(rewards, (group) => {
        const squares = advantagesOf(group).reduce((sum, value) => sum + value ** 2, 0);
        expect(squares === 0 || Math.abs(squares / group.length - 1) < 1e-6).toBe(true);
      }),
    );
  });
});
