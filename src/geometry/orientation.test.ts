import { describe, expect, it } from "vitest";
import { cornersOf, imageBox } from "./box";
import { ORIENTATIONS, storedSize, uprightBoxFromStored } from "./orientation";

// A mark at the top left of the upright picture, 400 × 800, and where each way of storing it puts that mark: what Pillow
// 13.0.0 makes of the inverse of `ImageOps.exif_transpose`.
const UPRIGHT = { width: 400, height: 800 };
const STORED: Readonly<Record<(typeof ORIENTATIONS)[number], readonly [number, number, number, number]>> = {
  2: [360, 20, 390, 60],
  3: [360, 740, 390, 780],
  4: [10, 740, 40, 780],
  5: [20, 10, 60, 40],
  6: [20, 360, 60, 390],
  7: [740, 360, 780, 390],
  8: [740, 10, 780, 40],
};

describe("a picture that is not stored upright", () => {
  it.each(ORIENTATIONS)("is turned by orientation %d", (orientation) => {
    const [x1, y1, x2, y2] = STORED[orientation];
    const stored = storedSize(UPRIGHT, orientation);
    const box = uprightBoxFromStored(imageBox(x1, y1, x2 - x1, y2 - y1), orientation, stored);
    expect(cornersOf(box)).toEqual([10, 20, 40, 60]);
  });

  it("lies on its side from 5 on", () => {
    expect(ORIENTATIONS.map((orientation) => storedSize(UPRIGHT, orientation).width)).toEqual([
      400, 400, 400, 800, 800, 800, 800,
    ]);
  });
});
