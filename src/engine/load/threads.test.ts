import { expect, it } from "vitest";
import { threadsFor } from "./threads";

const SMALL = 6e6;
const LARGE = 260e6;

it.each([
  [SMALL, 1, 1],
  [SMALL, 2, 1],
  [SMALL, 4, 2],
  [SMALL, 16, 4],
  [LARGE, 1, 1],
  [LARGE, 2, 2],
  [LARGE, 4, 3],
  [LARGE, 8, 6],
  [LARGE, 64, 8],
  [Number.POSITIVE_INFINITY, 4, 3],
])("gives a network of %d bytes on %d cores %d threads", (bytes, cores, threads) => {
  expect(threadsFor(bytes, { cores, isolated: true })).toBe(threads);
});

it("gives one where threads cannot share memory", () => {
  expect(threadsFor(LARGE, { cores: 8, isolated: false })).toBe(1);
});
