import fc from "fast-check";
import { expect, it } from "vitest";
import { imagePoint } from "../../geometry";
import { minuteOf } from "./minute";

const FROM = imagePoint(100, 100);

it("reads the quarters of a clock", () => {
  const to = (x: number, y: number) => minuteOf(FROM, imagePoint(100 + x, 100 + y));
  expect([to(0, -9), to(9, 0), to(0, 9), to(-9, 0)]).toEqual([0, 15, 30, 45]);
});

it("is within half a minute of the angle, whatever the way", () => {
  fc.assert(
    fc.property(fc.integer({ min: -90, max: 90 }), fc.integer({ min: -90, max: 90 }), (x, y) => {
      fc.pre(x !== 0 || y !== 0);
      const minute = minuteOf(FROM, imagePoint(100 + x, 100 + y));
      const exact = (Math.atan2(x, -y) / (2 * Math.PI)) * 60;
      const off = Math.abs(minute - exact) % 60;
      expect(Math.min(off, 60 - off)).toBeLessThan(0.5001);
      expect(Number.isInteger(minute) && minute >= 0 && minute < 60).toBe(true);
    }),
  );
});
