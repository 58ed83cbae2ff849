import { expect, it } from "vitest";
import { crop, type Pixels, plain, resize } from "../../src/pixels";
import { likenessOf } from "./likeness";

/** A picture that looks another at every place, smoothly, so that a shift can be seen. */
const photograph: Pixels = plain({ width: 200, height: 160 }, [0, 0, 0]);
for (let y = 0; y < 160; y++)
  for (let x = 0; x < 200; x++)
    photograph.data.set(
      [127 + 120 * Math.sin(x / 9), 127 + 120 * Math.cos(y / 7), 127 + 120 * Math.sin((x + y) / 11)],
      (y * 200 + x) * 4,
    );
const part = (left: number, top: number) => crop(photograph, { left, top, width: 100, height: 80 });

it("finds a picture the same as itself, pixel by pixel", () => {
  expect(likenessOf(part(20, 30), part(20, 30))).toEqual({ sameSize: true, iou: 1, near: 1, most: 0 });
});

it("finds the same part at another scale whole", () => {
  const { sameSize, iou } = likenessOf(part(20, 30), resize(part(20, 30), 200, 160));
  expect(sameSize).toBe(false);
  expect(iou).toBe(1);
});

it("says by how much a part is beside the other", () => {
  // Five of a hundred columns away: 95 in common of 105.
  expect(likenessOf(part(20, 30), part(25, 30)).iou).toBeCloseTo(95 / 105, 1);
  expect(likenessOf(part(20, 30), part(20, 30 + 4)).iou).toBeCloseTo(76 / 84, 1);
});

it("finds nothing in common where other things are shown", () => {
  expect(likenessOf(part(20, 30), plain({ width: 100, height: 80 }, [255, 255, 255])).iou).toBe(0);
});
