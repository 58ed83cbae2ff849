import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { at, noise } from "./testing";
import { flip, rotate } from "./turn";

const image = noise(5, 3, 8);

describe("rotate", () => {
  it("turns clockwise", () => {
    const turned = rotate(image, 90);
    expect([turned.width, turned.height]).toEqual([3, 5]);
    expect(at(turned, 2, 0)).toEqual(at(image, 0, 0));
    expect(at(turned, 2, 4)).toEqual(at(image, 4, 0));
  });

  it("adds up over quarter turns, whole turns and backward turns", () => {
    expect(rotate(rotate(image, 90), 90)).toEqual(rotate(image, 180));
    expect(rotate(rotate(image, 90), 180)).toEqual(rotate(image, 270));
    expect(rotate(image, 270)).toEqual(rotate(image, -90));
    expect(rotate(image, 720)).toEqual(image);
  });

  it("holds the whole image at any angle, the middle in the middle", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 89 }), (degrees) => {
        const turned = rotate(noise(21, 21, 4), degrees);
        expect(turned.width).toBeGreaterThan(21);
        expect(turned.width).toBe(turned.height);
        expect(at(turned, 0, 0)).toEqual([0, 0, 0, 255]);
      }),
    );
  });

  it("gives the same bytes for a slant, everywhere", () => {
    const turned = rotate(noise(40, 30, 2), 33);
    expect([turned.width, turned.height]).toEqual([50, 48]);
    expect(createHash("sha256").update(turned.data).digest("hex")).toMatchInlineSnapshot(
      `"ac454a03b4641e1d44d590d53fe45d528e55534ebf8197e51f43e50a36e1fdd8"`,
    );
  });
});

describe("flip", () => {
  it("swaps left and right, or top and bottom", () => {
    expect(at(flip(image, "horizontal"), 0, 1)).toEqual(at(image, 4, 1));
    expect(at(flip(image, "vertical"), 1, 0)).toEqual(at(image, 1, 2));
  });

  it("undoes itself, and both ways make a half turn", () => {
    expect(flip(flip(image, "horizontal"), "horizontal")).toEqual(image);
    expect(flip(flip(image, "horizontal"), "vertical")).toEqual(rotate(image, 180));
  });
});
