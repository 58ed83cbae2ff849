import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  boxFromCorners,
  boxFromPoints,
  type CropBox,
  centerOf,
  clampBox,
  cornersOf,
  type ImageBox,
  imageBox,
  imageFromCrop,
  intersectionOverUnion,
  isRealBox,
  moveBox,
  padBox,
  roundBox,
} from "./box";
import { clampPoint, distance, imagePoint, isFinitePoint } from "./point";
import cutByPil from "./roundBox.golden.json";
import { areaOf } from "./size";

const whole = fc.integer({ min: -1000, max: 1000 });
const box: fc.Arbitrary<ImageBox> = fc
  .tuple(whole, whole, fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 500 }))
  .map((sides) => imageBox(...sides));
const size = fc.record({ width: fc.integer({ min: 1, max: 900 }), height: fc.integer({ min: 1, max: 900 }) });

describe("boxes", () => {
  it("are the same from any two opposite corners", () => {
    fc.assert(
      fc.property(box, (made) => {
        const [x1, y1, x2, y2] = cornersOf(made);
        for (const again of [boxFromCorners(x1, y1, x2, y2), boxFromCorners(x2, y1, x1, y2)])
          expect(again).toEqual(made);
        expect(boxFromPoints([imagePoint(x2, y1), imagePoint(x1, y2), centerOf(made)])).toEqual(made);
      }),
    );
    expect(() => boxFromPoints([])).toThrow("No points");
  });

  it("are clamped into an image, once and for all, and never grow", () => {
    fc.assert(
      fc.property(box, size, (made, within) => {
        const inside = clampBox(made, within);
        const [x1, y1, x2, y2] = cornersOf(inside);
        expect(x1 >= 0 && y1 >= 0 && x2 <= within.width && y2 <= within.height).toBe(true);
        expect(areaOf(inside)).toBeLessThanOrEqual(areaOf(made));
        expect(clampBox(inside, within)).toEqual(inside);
        const image = imageBox(0, 0, within.width, within.height);
        expect(isRealBox(inside)).toBe(intersectionOverUnion(made, image) > 0);
      }),
    );
  });

  it("overlap alike seen from either, by how much they share", () => {
    fc.assert(
      fc.property(box, box, (a, b) => {
        const shared = intersectionOverUnion(a, b);
        expect(shared).toBe(intersectionOverUnion(b, a));
        expect(shared).toBeGreaterThanOrEqual(0);
        expect(shared).toBeLessThanOrEqual(1);
        expect(intersectionOverUnion(a, a)).toBe(1);
        expect(intersectionOverUnion(moveBox(a, 7, -9), moveBox(b, 7, -9))).toBeCloseTo(shared, 12);
      }),
    );
    expect(intersectionOverUnion(imageBox(0, 0, 2, 2), imageBox(1, 0, 2, 2))).toBeCloseTo(1 / 3, 12);
    expect(intersectionOverUnion(imageBox(0, 0, 2, 2), imageBox(2, 0, 2, 2))).toBe(0);
  });

  it("grow about their middle", () => {
    expect(padBox(imageBox(10, 20, 100, 50), 0.1)).toEqual(imageBox(0, 15, 120, 60));
    fc.assert(
      fc.property(box, (made) => {
        expect(centerOf(padBox(made, 0.25))).toEqual(centerOf(made));
      }),
    );
  });

  it("have the whole pixels that PIL crops, halves at the even ones", () => {
    for (const [x1 = 0, y1 = 0, x2 = 0, y2 = 0, ...cut] of cutByPil) {
      const { left, top, width, height } = roundBox(boxFromCorners(x1, y1, x2, y2));
      expect([x1, y1, x2, y2, left, top, width, height]).toEqual([x1, y1, x2, y2, ...cut]);
    }
  });

  it("of a crop are found again in the image", () => {
    fc.assert(
      fc.property(box, box, (crop, made) => {
        const inCrop = moveBox(made, -crop.left, -crop.top) as unknown as CropBox;
        expect(imageFromCrop(crop, inCrop)).toEqual(made);
      }),
    );
  });

  it.each([
    imageBox(Number.NaN, 0, 1, 1),
    imageBox(0, Number.POSITIVE_INFINITY, 1, 1),
    imageBox(0, 0, 0, 1),
    imageBox(0, 0, 1, -1),
  ])("are not real as %o", (made) => expect(isRealBox(made)).toBe(false));
});

describe("points", () => {
  it("are pulled to the nearest place inside", () => {
    fc.assert(
      fc.property(whole, whole, size, (x, y, within) => {
        const inside = clampPoint(imagePoint(x, y), within);
        expect(inside.x >= 0 && inside.y >= 0 && inside.x <= within.width && inside.y <= within.height).toBe(true);
        expect(clampPoint(inside, within)).toEqual(inside);
        for (const corner of [imagePoint(0, 0), imagePoint(within.width, within.height)]) {
          expect(distance(imagePoint(x, y), inside)).toBeLessThanOrEqual(distance(imagePoint(x, y), corner) + 1e-9);
        }
      }),
    );
    expect(isFinitePoint(imagePoint(1, Number.NaN))).toBe(false);
  });

  it("are a whole distance apart where they should be, to the last bit", () => {
    for (const [x, y, apart] of [
      [30, 40, 50],
      [32, 60, 68],
      [20, 99, 101],
      [21, 220, 221],
    ] as const) {
      expect(distance(imagePoint(7, 7), imagePoint(7 - x, 7 + y))).toBe(apart);
    }
  });
});
