import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { imageBox } from "../geometry";
import { crop, cropOnBlack, wholeBox } from "./crop";
import { at, noise } from "./testing";

const image = noise(30, 20, 3);
const coordinate = fc.double({ min: -50, max: 80, noNaN: true });
const extent = fc.double({ min: 0, max: 90, noNaN: true });

describe("crop", () => {
  it("moves each side to the nearest pixel", () => {
    expect(wholeBox(imageBox(2.4, 3.5, 5, 4.2), image)).toEqual({ left: 2, top: 4, width: 5, height: 4 });
  });

  it("is never empty and never past the rim", () => {
    fc.assert(
      fc.property(coordinate, coordinate, extent, extent, (left, top, width, height) => {
        const whole = wholeBox(imageBox(left, top, width, height), image);
        expect(whole.width).toBeGreaterThanOrEqual(1);
        expect(whole.height).toBeGreaterThanOrEqual(1);
        expect(whole.left + whole.width).toBeLessThanOrEqual(image.width);
        expect(whole.top + whole.height).toBeLessThanOrEqual(image.height);
        expect(Math.min(whole.left, whole.top)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it("shows the pixels under the box", () => {
    const part = crop(image, imageBox(7, 5, 11, 9));
    expect([part.width, part.height]).toEqual([11, 9]);
    expect(at(part, 0, 0)).toEqual(at(image, 7, 5));
    expect(at(part, 10, 8)).toEqual(at(image, 17, 13));
  });
});

describe("a crop that reaches beyond the picture", () => {
  it("is black there, and the picture elsewhere, as Pillow's is", () => {
    const data = new Uint8ClampedArray([10, 20, 30, 255, 40, 50, 60, 255]);
    const made = cropOnBlack({ width: 2, height: 1, data }, { left: 1, top: -1, width: 2, height: 2 }, "outside");
    expect([...made.data]).toEqual([0, 0, 0, 255, 0, 0, 0, 255, 40, 50, 60, 255, 0, 0, 0, 255]);
    expect([...cropOnBlack(made, { left: 0, top: 0, width: 1, height: 1 }, "all").data]).toEqual([0, 0, 0, 255]);
  });
});
