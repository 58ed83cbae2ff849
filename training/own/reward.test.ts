import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ImageId } from "../../src/action";
import { imageBox } from "../../src/geometry";
import { plainStep, type Step, type StepBody, type StepId } from "../../src/trace";
import { advantagesOf, isReflective, rewardOf, totalOf } from "./reward";

const step = (body: StepBody): Step =>
  plainStep({ id: "s" as StepId, parent: null, author: "model", atMillis: 0, body });
const zoom = (left: number, image = "1"): Step =>
  step({
    kind: "action",
    action: { kind: "zoom", image: image as ImageId, box: imageBox(left, 0, 10, 10) },
    declared: null,
  });
const broken = step({ kind: "unparsed", text: "dance", code: "unknown-action", at: 0 });

describe("a reward", () => {
  it("is nothing for a wrong answer, however well it was put", () => {
    expect(totalOf(rewardOf([zoom(0)], false))).toBe(0);
  });

  it("is the outcome, its form and its look for a right one", () => {
    expect(rewardOf([zoom(0)], true)).toEqual({ outcome: 1, format: 0.2, tool: 0.3 });
    expect(rewardOf([zoom(0), broken], true).format).toBe(0);
    expect(rewardOf([], true).tool).toBe(0);
  });
});

describe("advantages", () => {
  it("have no mean and a deviation of one, or are all nothing", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0, 1, 1.2, 1.5), { minLength: 1, maxLength: 8 }), (rewards) => {
        const advantages = advantagesOf(rewards);
        const sum = advantages.reduce((total, advantage) => total + advantage, 0);
        const squares = advantages.reduce((total, advantage) => total + advantage ** 2, 0);
        expect(Math.abs(sum)).toBeLessThan(1e-6);
        expect(squares === 0 || Math.abs(squares / rewards.length - 1) < 1e-6).toBe(true);
      }),
    );
  });

  it("stand in the order of the rewards", () => {
    const [low, high] = advantagesOf([0, 1.5, 0, 0]) as [number, number];
    expect(low).toBeLessThan(0);
    expect(high).toBeGreaterThan(0);
  });
});

it("calls a run reflective that looked twice at different places of one image", () => {
  expect(isReflective([zoom(0), zoom(40)])).toBe(true);
  expect(isReflective([zoom(0), zoom(0)])).toBe(false);
  expect(isReflective([zoom(0)])).toBe(false);
  expect(isReflective([zoom(0), zoom(40, "its crop")])).toBe(false);
  expect(isReflective([zoom(0), zoom(40, "its crop"), zoom(80)])).toBe(true);
});
