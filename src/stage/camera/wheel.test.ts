import { describe, expect, it } from "vitest";
import { bearing, turnedBy, wrapDegrees } from "../editing/turn";
import { planEncoder } from "../encoder/encoderPlan";
import { readWheel } from "./wheel";

const WHEEL = { deltaX: 0, deltaY: 0, deltaMode: 0, ctrlKey: false, shiftKey: false };

describe("the wheel", () => {
  it("zooms in when turned away and out when turned back, by inverse factors", () => {
    const closer = readWheel({ ...WHEEL, deltaY: -100 });
    const farther = readWheel({ ...WHEEL, deltaY: 100 });
    if (closer.kind !== "zoom" || farther.kind !== "zoom") throw new Error("A plain wheel zooms");
    expect(closer.factor).toBeGreaterThan(1);
    expect(closer.factor * farther.factor).toBeCloseTo(1);
  });

  it("zooms on a pinch, which comes as Ctrl and small deltas", () => {
    const pinch = readWheel({ ...WHEEL, deltaY: -5, ctrlKey: true });
    expect(pinch.kind === "zoom" && pinch.factor).toBeCloseTo(Math.exp(0.05));
  });

  it("pans sideways with Shift, whichever axis the browser names, and on a sideways swipe", () => {
    expect(readWheel({ ...WHEEL, deltaY: 40, shiftKey: true })).toEqual({ kind: "pan", dx: -40, dy: 0 });
    expect(readWheel({ ...WHEEL, deltaX: 40, shiftKey: true })).toEqual({ kind: "pan", dx: -40, dy: 0 });
    expect(readWheel({ ...WHEEL, deltaX: 30, deltaY: 4 })).toEqual({ kind: "pan", dx: -30, dy: 0 });
  });

  it("counts lines as pixels and bounds a wild delta", () => {
    expect(readWheel({ ...WHEEL, deltaY: -3, deltaMode: 1 })).toEqual(readWheel({ ...WHEEL, deltaY: -48 }));
    const wild = readWheel({ ...WHEEL, deltaY: -1e9 });
    expect(wild.kind === "zoom" && wild.factor).toBeLessThan(2.1);
  });
});

describe("the dial", () => {
  it("reads bearings clockwise from up", () => {
    const middle = { x: 0, y: 0 };
    expect([
      bearing(middle, { x: 0, y: -1 }),
      bearing(middle, { x: 1, y: 0 }),
      bearing(middle, { x: 0, y: 1 }),
    ]).toEqual([0, 90, 180]);
  });

  it("rests on multiples of 15 degrees, on whole ones where it is free, the short way round", () => {
    expect(turnedBy(0, 0, 50, false)).toBe(45);
    expect(turnedBy(0, 0, 50.4, true)).toBe(50);
    expect(turnedBy(0, 170, -170, true)).toBe(20);
    expect(wrapDegrees(270)).toBe(-90);
  });
});

describe("the encoder's view", () => {
  const tile = { width: 96, height: 96 };

  it("shows whole squares where there is room, in the middle", () => {
    const plan = planEncoder(1, tile, 1, 1, { width: 1000, height: 700 });
    expect(plan.scale).toBe(6);
    expect(plan.tiles[0]?.box).toEqual({ left: 212, top: 62, width: 576, height: 576 });
  });

  it("lays tiles out as they were cut, and the view of the whole beside them", () => {
    const { tiles } = planEncoder(5, tile, 2, 2, { width: 1000, height: 700 });
    expect(tiles).toHaveLength(5);
    expect(tiles[1]!.box.left).toBeGreaterThan(tiles[0]!.box.left);
    expect(tiles[2]!.box.top).toBeGreaterThan(tiles[0]!.box.top);
    expect(tiles[4]!.box.left).toBeGreaterThan(tiles[3]!.box.left);
    expect(tiles[4]!.box.top).toBe(tiles[0]!.box.top);
  });

  it("shrinks what does not fit, and stays inside", () => {
    const plan = planEncoder(4, { width: 512, height: 512 }, 2, 2, { width: 390, height: 500 });
    expect(plan.scale).toBeLessThan(1);
    for (const { box } of plan.tiles) expect(box.left + box.width).toBeLessThanOrEqual(390);
  });
});
