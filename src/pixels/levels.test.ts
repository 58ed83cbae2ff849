import { describe, expect, it } from "vitest";
import { areaOf, imageBox } from "../geometry";
import {
  boundedLevel,
  boxOfTile,
  levelForScale,
  levelWithin,
  MOST_SCREEN_AREA,
  partAtLevel,
  sizeAtLevel,
  tilesUnder,
} from "./levels";
import type { Pixels } from "./pixels";

const picture = (width: number, height: number, of: (x: number, y: number) => readonly number[]): Pixels => ({
  width,
  height,
  data: Uint8ClampedArray.from({ length: width * height * 4 }, (_, i) => {
    const pixel = i >> 2;
    return of(pixel % width, Math.floor(pixel / width))[i % 4] ?? 255;
  }),
});

const whole = (pixels: Pixels) => imageBox(0, 0, pixels.width, pixels.height);

describe("levels of a picture", () => {
  it("are the picture itself where it is small, and never more pixels than a drawing of them may have", () => {
    expect(boundedLevel({ width: 1920, height: 1080 })).toBe(0);
    for (const size of [
      { width: 6000, height: 6000 },
      { width: 16_384, height: 6000 },
      { width: 65_535, height: 70 },
    ]) {
      const level = boundedLevel(size);
      const [at, finer] = [sizeAtLevel(size, level), sizeAtLevel(size, level - 1)];
      expect(at.width * at.height).toBeLessThanOrEqual(MOST_SCREEN_AREA);
      expect(finer.width * finer.height).toBeGreaterThan(MOST_SCREEN_AREA);
    }
  });

  it("have a pixel for each that is drawn", () => {
    expect([2, 1, 0.6, 0.5, 0.3, 0.25, 0.1].map(levelForScale)).toEqual([0, 0, 0, 1, 1, 2, 3]);
    expect(levelWithin({ width: 6000, height: 6000 }, { width: 176, height: 104 })).toBe(5);
    expect(sizeAtLevel({ width: 6000, height: 6000 }, 5)).toEqual({ width: 188, height: 188 });
  });

  it("keep a grey picture grey, whatever is left over at its edges", () => {
    const grey = picture(7, 5, () => [80, 90, 100]);
    for (const level of [0, 1, 2, 3]) {
      const size = sizeAtLevel(grey, level);
      expect(partAtLevel(grey, level, whole(grey))).toEqual(picture(size.width, size.height, () => [80, 90, 100]));
    }
  });

  it("are means, of colours by how much of them is seen", () => {
    const mixed = picture(
      2,
      2,
      (x, y) =>
        [
          [x * 200, 0, 0, 255],
          [9, 9, 9, 0],
        ][y] ?? [],
    );
    expect([...partAtLevel(mixed, 1, whole(mixed)).data]).toEqual([100, 0, 0, 128]);
  });

  it("are the same whole and in parts", () => {
    const noise = picture(37, 29, (x, y) => [(x * 37 + y * 11) % 256, (x * y) % 256, (x + y) % 256, (x * 5 + y) % 256]);
    for (const level of [0, 1, 2]) {
      const all = partAtLevel(noise, level, whole(noise));
      const part = partAtLevel(noise, level, imageBox(8, 4, 29, 20));
      const rows = Array.from({ length: part.height }, (_, y) => {
        const start = ((y + (4 >> level)) * all.width + (8 >> level)) * 4;
        return [...all.data.subarray(start, start + part.width * 4)];
      });
      expect([...part.data]).toEqual(rows.flat());
    }
  });

  it("have tiles that lie edge to edge, of which a box touches some", () => {
    const size = { width: 6000, height: 3000 };
    for (const level of [0, 1]) {
      const tiles = tilesUnder(size, level, imageBox(-50, -50, 9000, 9000));
      const area = tiles.reduce((sum, tile) => sum + areaOf(boxOfTile(size, tile)), 0);
      expect(area).toBe(areaOf(size));
    }
    expect(tilesUnder(size, 0, imageBox(1000, 2000, 100, 100))).toEqual([
      { level: 0, column: 0, row: 1 },
      { level: 0, column: 1, row: 1 },
      { level: 0, column: 0, row: 2 },
      { level: 0, column: 1, row: 2 },
    ]);
    expect(tilesUnder(size, 1, imageBox(7000, 0, 10, 10))).toEqual([]);
  });
});
