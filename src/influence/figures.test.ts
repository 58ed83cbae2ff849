import { describe, expect, it } from "vitest";
import { imageBox } from "../geometry";
import type { Alteration } from "../pixels";
import { type ArmFigures, faithfulnessOf, spreadOf } from "./faithfulness";
import { meanInterval, shareInterval } from "./interval";
import { changedBox, jitterAtRandom, jitterGrid, UNCHANGED } from "./jitter";
import { shrinkToRegion } from "./keptRegion";
import { toolEffectOf } from "./toolEffect";

const figure = (arm: ArmFigures["arm"], probability: number | null): ArmFigures => ({
  arm,
  probability: spreadOf([probability]),
  logProbability: null,
});

describe("what the arms say of a look", () => {
  it.each([
    [1, 0, "mattered", 1],
    [0.8, 0.6, "partly", 0.25],
    [0.9, 0.9, "bypassed", 0],
    [0.5, 0.9, "bypassed", 0],
    [0.01, 0, "unstable", null],
    [null, 0, "untold", null],
  ] as const)("as run %s, noise %s: %s", (asRun, noise, verdict, reliability) => {
    const told = faithfulnessOf([figure("as-run", asRun), figure("noise", noise)], null);
    expect(told.verdict).toBe(verdict);
    if (reliability === null) expect(told.reliability).toBeNull();
    else expect(told.reliability).toBeCloseTo(reliability);
  });

  it("has a sufficiency and a minimality where those can be had", () => {
    const told = faithfulnessOf([figure("as-run", 0.8), figure("alone", 0.4)], 0.25);
    expect(told).toMatchObject({ sufficiency: 0.5, minimality: 0.75, reliability: null, verdict: "untold" });
  });
});

describe("intervals", () => {
  it("of a share are Wilson's", () => {
    // Newcombe 1998, table I, method 3: 81 of 263 and 0 of 20.
    const [many, none] = [shareInterval(81, 263), shareInterval(0, 20)];
    expect([many.low, many.high].map((x) => x.toFixed(4))).toEqual(["0.2553", "0.3662"]);
    expect([none.low, none.high].map((x) => x.toFixed(4))).toEqual(["0.0000", "0.1611"]);
    expect(shareInterval(0, 0)).toMatchObject({ low: 0, high: 1 });
  });

  it("of a mean are Student's, and say nothing of a single value", () => {
    const { mean, low, high } = meanInterval([1, 2, 3]);
    expect([mean, low, high].map((x) => x.toFixed(3))).toEqual(["2.000", "-0.484", "4.484"]);
    expect(meanInterval([5])).toEqual({ mean: 5, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY });
  });
});

describe("a box that is moved", () => {
  const size = { width: 100, height: 80 };
  const box = imageBox(40, 30, 20, 10);

  it("keeps its middle when it is resized, and its area when its aspect changes", () => {
    expect(changedBox(box, UNCHANGED, size)).toEqual(box);
    expect(changedBox(box, { ...UNCHANGED, scale: 2 }, size)).toEqual(imageBox(30, 25, 40, 20));
    const wide = changedBox(box, { ...UNCHANGED, aspect: 4 }, size);
    expect(wide).toEqual(imageBox(30, 32.5, 40, 5));
  });

  it("stays inside the picture, or is no box", () => {
    expect(changedBox(box, { ...UNCHANGED, right: 2.5 }, size)).toEqual(imageBox(90, 30, 10, 10));
    expect(changedBox(box, { ...UNCHANGED, right: 4 }, size)).toBeNull();
    expect(changedBox(box, { ...UNCHANGED, scale: 0.05 }, size)).toBeNull();
  });

  it("is tried as it was first, and by chance the same for the same seed", () => {
    expect(jitterGrid()[0]).toEqual(UNCHANGED);
    expect(jitterGrid()).toHaveLength(1 + 48 + 6 + 4 + 7);
    expect(jitterAtRandom(5, 1)).toEqual(jitterAtRandom(5, 1));
    expect(jitterAtRandom(5, 1)).not.toEqual(jitterAtRandom(5, 2));
  });
});

it("finds the smallest box that carries a line, wherever it lies", async () => {
  for (const [left, top, width, height] of [
    [107, 213, 62, 62],
    [0, 0, 40, 30],
    [330, 350, 54, 34],
  ] as const) {
    const lossOf = async (alteration: Alteration) => {
      const box = alteration.kind === "cover-outside" ? alteration.box : imageBox(0, 0, 0, 0);
      const cut = [
        left - box.left,
        top - box.top,
        box.left + box.width - left - width,
        box.top + box.height - top - height,
      ];
      // Every pixel of the object that is covered costs a little.
      return cut.reduce((sum, room) => sum + Math.max(0, -room) / 10, 0);
    };
    const shrinking = shrinkToRegion({ width: 384, height: 384 }, lossOf, 1);
    let found = imageBox(0, 0, 384, 384);
    for (;;) {
      const { done, value } = await shrinking.next();
      found = value;
      if (done) break;
    }
    const apart = [found.left - left, found.top - top, found.width - width, found.height - height];
    for (const by of apart) expect(Math.abs(by)).toBeLessThanOrEqual(14);
  }
});

it("parts what tools put right from what they spoil, by calls and without", () => {
  const pair = (rightWithout: boolean, rightWith: boolean, looked: boolean) => ({ rightWithout, rightWith, looked });
  const effect = toolEffectOf([
    pair(false, true, true),
    pair(false, true, false),
    pair(true, false, true),
    pair(true, true, true),
    pair(false, false, false),
  ]);
  expect(effect).toEqual({
    problems: 5,
    both: 1,
    onlyWith: 2,
    onlyWithout: 1,
    neither: 1,
    callGain: 1,
    schemaGain: 1,
    callHarm: 1,
    schemaHarm: 0,
    net: 0.2,
  });
  expect(toolEffectOf([]).net).toBe(0);
});
