import { expect, it } from "vitest";
import { clockWords, timesOf } from "./clock";

it("tells what is left of what was planned, and that it is over", () => {
  expect(timesOf(1000, 2, 61_000)).toEqual({ elapsedMillis: 60_000, leftMillis: 60_000 });
  expect(timesOf(0, 1, 90_000).leftMillis).toBe(-30_000);
  expect(timesOf(0, null, 90_000).leftMillis).toBeNull();
  expect(timesOf(5000, 1, 0)).toEqual({ elapsedMillis: 0, leftMillis: 60_000 });
});

it("writes a time as a clock has it", () => {
  expect([0, 999, 65_000, 3_599_000, 3_723_000].map(clockWords)).toEqual(["0:00", "0:00", "1:05", "59:59", "1:02:03"]);
});
