import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Box, distance, type Point } from "../../geometry";
import { arrowBetween, headOf, pointOn } from "./arrow";

const box = (left: number, top: number, width: number, height: number): Box => ({ left, top, width, height });
const anyBox = fc.record({
  left: fc.integer({ min: 0, max: 500 }),
  top: fc.integer({ min: 0, max: 500 }),
  width: fc.integer({ min: 0, max: 300 }),
  height: fc.integer({ min: 0, max: 300 }),
});
const isOnOutline = ({ left, top, width, height }: Box, { x, y }: Point): boolean => {
  const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-6;
  const within = (value: number, from: number, length: number): boolean =>
    value >= from - 1e-6 && value <= from + length + 1e-6;
  const upright = (near(x, left) || near(x, left + width)) && within(y, top, height);
  return upright || ((near(y, top) || near(y, top + height)) && within(x, left, width));
};

describe("an arrow between two boxes", () => {
  it("leaves the one on the side towards the other", () => {
    const { from, to } = arrowBetween(box(0, 0, 20, 20), box(100, 0, 20, 20));
    expect([from, to]).toEqual([
      { x: 20, y: 10 },
      { x: 100, y: 10 },
    ]);
  });

  it("lies apart from the arrow back", () => {
    const [a, b] = [box(0, 0, 20, 20), box(100, 0, 20, 20)];
    expect(distance(pointOn(arrowBetween(a, b), 0.5), pointOn(arrowBetween(b, a), 0.5))).toBeGreaterThan(10);
  });

  it("goes round outside where one box lies in the other", () => {
    const { bend } = arrowBetween(box(0, 0, 100, 100), box(40, 40, 10, 10));
    expect(bend.x).toBeGreaterThan(100);
  });

  it("begins and ends on the outlines, and is never lost in nothing", () => {
    fc.assert(
      fc.property(anyBox, anyBox, (a, b) => {
        const arrow = arrowBetween(a, b);
        expect([isOnOutline(a, arrow.from), isOnOutline(b, arrow.to)]).toEqual([true, true]);
        const numbers = [...headOf(arrow, 13), arrow.bend, pointOn(arrow, 0.5)].flatMap(({ x, y }) => [x, y]);
        expect(numbers.every(Number.isFinite)).toBe(true);
      }),
    );
  });

  it("has a head whose sides are as long as asked", () => {
    const arrow = arrowBetween(box(0, 0, 20, 20), box(100, 60, 20, 20));
    for (const end of headOf(arrow, 13)) expect(distance(end, arrow.to)).toBeCloseTo(13);
  });
});
