import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { imageBox } from "../../geometry";
import { readingMillis } from "../runs/readingTime";
import { pauseMillis, type Stop, travelOf } from "./pace";

const still: Stop = { words: "", from: null, to: null, newMarks: 0 };
const whole = imageBox(0, 0, 800, 600);
const corner = imageBox(0, 0, 100, 75);

describe("the pause of autoplay", () => {
  it("gives a wordless step its moment, and never stands still on a novel", () => {
    expect(pauseMillis(still)).toBe(1500);
    expect(pauseMillis({ ...still, words: "word ".repeat(10_000) })).toBe(15_000);
  });

  it("grows with what there is to read, in either script", () => {
    const pause = (words: string): number => pauseMillis({ ...still, words });
    expect(pause("Look at the sign on the left.")).toBeGreaterThan(pause("Look."));
    expect(pause("先看左边那块路牌上的字母")).toBeGreaterThan(pause("看路牌"));
  });

  it("reads a minute of either script in a minute", () => {
    expect(readingMillis("word ".repeat(228))).toBeCloseTo(60_000);
    expect(readingMillis("字".repeat(255))).toBeCloseTo(60_000);
    expect(readingMillis("… —, ()")).toBe(0);
  });

  it("grows with the way of the camera, and is longest for another picture", () => {
    const pause = (to: Stop["to"]): number => pauseMillis({ ...still, words: "one two", from: whole, to });
    expect(pause(corner)).toBeGreaterThan(pause(whole));
    expect(pause(null)).toBeGreaterThanOrEqual(pause(corner));
  });

  it("counts new marks until they are a texture", () => {
    const pause = (newMarks: number): number => pauseMillis({ ...still, words: "one two", newMarks });
    expect(pause(2)).toBeGreaterThan(pause(1));
    expect(pause(500)).toBe(pause(5));
  });

  it("stays within its bounds whatever is shown", () => {
    const side = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    const box = fc.option(fc.tuple(side, side, side, side).map(([x, y, w, h]) => imageBox(x, y, w, h)));
    const stop = fc.record({ words: fc.string({ unit: "grapheme" }), from: box, to: box, newMarks: fc.nat() });
    fc.assert(
      fc.property(stop, (of) => {
        const millis = pauseMillis(of);
        return millis >= 1500 && millis <= 15_000;
      }),
    );
  });
});

describe("the way of a camera", () => {
  it("is the same there and back, one screen for twice as close, and none where it stays", () => {
    expect(travelOf(whole, whole)).toBe(0);
    expect(travelOf(whole, imageBox(200, 150, 400, 300))).toBeCloseTo(1);
    expect(travelOf(whole, imageBox(800, 0, 800, 600))).toBeCloseTo(1);
    expect(travelOf(whole, corner)).toBeCloseTo(travelOf(corner, whole));
  });
});
