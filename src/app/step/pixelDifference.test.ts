import { describe, expect, it } from "vitest";
import { isSameShape, likenessOf, pixelDifference } from "./pixelDifference";

const pixels = (...values: readonly number[]) =>
  new Uint8ClampedArray(values.flatMap((value) => [value, value, value, 255]));

describe("two pictures of one step", () => {
  it("differ by nothing, by all, and by a share of both", () => {
    expect(pixelDifference(pixels(9, 9), pixels(9, 9))).toBe(0);
    expect(pixelDifference(pixels(0, 0), pixels(255, 255))).toBe(1);
    expect(pixelDifference(pixels(0, 0), pixels(255, 0))).toBe(0.5);
  });

  it("takes no heed of how see-through they are", () => {
    expect(pixelDifference(new Uint8ClampedArray([1, 1, 1, 0]), new Uint8ClampedArray([1, 1, 1, 255]))).toBe(0);
  });

  it.each([
    ["equal sizes, equal pixels", 1, 0.001, true, "same"],
    ["twice the size, equal pixels", 0.25, 0.01, true, "alike"],
    ["equal sizes, a box in another colour", 1, 0.05, true, "alike"],
    ["equal sizes, another part", 1, 0.3, true, "different"],
    ["another shape that happens to look alike", 0.4, 0.01, false, "different"],
  ] as const)("with %s", (_, agreement, difference, shape, expected) => {
    expect(likenessOf(agreement, difference, shape)).toBe(expected);
  });

  it("have one shape whatever their scale", () => {
    expect(isSameShape({ width: 300, height: 200 }, { width: 602, height: 398 })).toBe(true);
    expect(isSameShape({ width: 300, height: 200 }, { width: 200, height: 300 })).toBe(false);
  });
});
