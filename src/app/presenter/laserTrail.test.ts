import { expect, it } from "vitest";
import { fading } from "./laserTrail";

it("fades the trail of the laser from where the pointer is, and drops what is gone", () => {
  const trail = [0, 300, 600].map((atMillis) => ({ x: atMillis, y: 0, atMillis }));
  expect(fading(trail, 600).map(({ x, strength }) => [x, strength])).toEqual([
    [300, 0.5],
    [600, 1],
  ]);
  expect(fading(trail, 5000)).toEqual([]);
  // A clock that is set back makes nothing brighter than it is.
  expect(fading(trail, 0).every(({ strength }) => strength <= 1)).toBe(true);
});
