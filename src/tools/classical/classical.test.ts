import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { must } from "../../base";
import { imageBox } from "../../geometry";
import { drawLine, type Pixels, plain } from "../../pixels";
import { extentOf, type Found } from "../found";
import { findColor } from "./color";
import { findEdges } from "./edges";
import { findLines } from "./lines";
import { findRegions } from "./regions";
import { findTemplate } from "./template";

const SIZE = { width: 120, height: 80 };

/** A plain image with filled boxes: left, top, width, height, colour. */
function painted(ground: readonly [number, number, number], ...boxes: readonly (readonly number[])[]): Pixels {
  const pixels = plain(SIZE, ground);
  for (const [left = 0, top = 0, width = 0, height = 0, ...color] of boxes)
    for (let y = top; y < top + height; y++)
      for (let x = left; x < left + width; x++) pixels.data.set([...color, 255], (y * SIZE.width + x) * 4);
  return pixels;
}

const extents = ({ marks }: Found) => marks.map(({ outline }) => extentOf(outline));

const anyPixels: fc.Arbitrary<Pixels> = fc
  .tuple(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 1, max: 24 }))
  .chain(([width, height]) =>
    fc
      .uint8Array({ minLength: width * height * 4, maxLength: width * height * 4 })
      .map((data) => ({ width, height, data: Uint8ClampedArray.from(data) })),
  );

describe("areas of a colour", () => {
  const picture = painted([240, 240, 235], [10, 10, 40, 20, 200, 30, 30], [70, 40, 20, 20, 30, 60, 200]);

  it("are found by a name and by numbers, largest first", () => {
    expect(extents(must(findColor(picture, "red")))).toEqual([[10, 10, 50, 30]]);
    expect(extents(must(findColor(picture, "#1e3cc8")))).toEqual([[70, 40, 90, 60]]);
    expect(must(findColor(picture, " Blue ")).marks[0]).toMatchObject({ words: "Blue", confidence: null });
    expect(extents(must(findColor(picture, "green")))).toEqual([]);
  });

  it.each(["", "sunny", "#12", "constructor", "__proto__"])("are not looked for by %j", (words) => {
    expect(findColor(picture, words)).toEqual({ ok: false, error: "no-such-color" });
  });
});

describe("areas that stand out", () => {
  it("are dark on light and light on dark, largest first", () => {
    const boxes = [
      [60, 10, 12, 12, 20, 20, 20],
      [10, 10, 40, 20, 20, 20, 20],
    ];
    const expected = [
      [10, 10, 50, 30],
      [60, 10, 72, 22],
    ];
    expect(extents(findRegions(painted([250, 250, 250], ...boxes)))).toEqual(expected);
    const light = boxes.map(([left = 0, top = 0, width = 0, height = 0]) => [left, top, width, height, 230, 230, 230]);
    expect(extents(findRegions(painted([5, 5, 5], ...light)))).toEqual(expected);
  });
});

describe("edges", () => {
  it("lie where brightness changes, one pixel thin, and nowhere else", () => {
    const { image } = findEdges(painted([250, 250, 250], [40, 0, 80, 80, 10, 10, 10]));
    const row = Array.from({ length: SIZE.width }, (_, x) => image?.data[(40 * SIZE.width + x) * 4] ?? 0);
    expect(row.flatMap((value, x) => (value > 0 ? [x] : []))).toHaveLength(1);
    expect(Math.abs(row.findIndex((value) => value > 0) - 39.5)).toBeLessThan(1);
    expect(findEdges(plain(SIZE, [90, 90, 90])).image?.data.some((value, i) => i % 4 !== 3 && value > 0)).toBe(false);
  });
});

describe("lines", () => {
  it("are found with their ends, slanted ones too", () => {
    const pixels = plain({ width: 200, height: 160 }, [255, 255, 255]);
    drawLine(pixels, { x: 20, y: 30 }, { x: 180, y: 120 }, 3, [0, 0, 0]);
    const { marks } = findLines(pixels);
    // Both sides of a stroke are edges.
    expect(marks.length).toBeGreaterThanOrEqual(2);
    for (const { outline } of marks.slice(0, 2)) {
      const [left, right] = outline.toSorted((a, b) => a.x - b.x);
      expect(Math.hypot((left?.x ?? 0) - 20, (left?.y ?? 0) - 30)).toBeLessThan(12);
      expect(Math.hypot((right?.x ?? 0) - 180, (right?.y ?? 0) - 120)).toBeLessThan(12);
    }
  });

  it("are none on a plain image", () => expect(findLines(plain(SIZE, [9, 9, 9])).marks).toEqual([]));
});

describe("what looks the same", () => {
  it("is found everywhere, itself surest, and not where it is another thing", () => {
    const sign = (left: number, top: number) => [
      [left, top, 14, 14, 20, 20, 20],
      [left + 3, top + 3, 4, 8, 240, 240, 240],
    ];
    const other = [[50, 50, 14, 14, 20, 20, 20]];
    const picture = painted([180, 180, 180], ...sign(10, 10), ...sign(80, 20), ...other);
    const found = findTemplate(picture, imageBox(8, 8, 18, 18));
    expect(extents(found).toSorted((a, b) => a[0] - b[0])).toEqual([
      [8, 8, 26, 26],
      [78, 18, 96, 36],
    ]);
    expect(found.marks[0]?.confidence).toBeCloseTo(1);
  });

  it("is nothing where the part is plain", () => {
    expect(findTemplate(plain(SIZE, [7, 7, 7]), imageBox(1, 1, 9, 9)).marks).toEqual([]);
  });
});

describe("any pixels", () => {
  it("are looked through without throwing, and nothing is found outside them", () => {
    fc.assert(
      fc.property(anyPixels, (pixels) => {
        const box = imageBox(0, 0, Math.max(1, pixels.width / 2), Math.max(1, pixels.height / 2));
        const found = [
          findRegions(pixels),
          must(findColor(pixels, "red")),
          findLines(pixels),
          findTemplate(pixels, box),
        ];
        for (const { marks } of found)
          for (const { outline, confidence } of marks) {
            for (const { x, y } of outline) {
              expect(x).toBeGreaterThanOrEqual(0);
              expect(y).toBeGreaterThanOrEqual(0);
              expect(x).toBeLessThanOrEqual(pixels.width);
              expect(y).toBeLessThanOrEqual(pixels.height);
            }
            expect(confidence ?? 1).toBeLessThanOrEqual(1);
            expect(confidence ?? 0).toBeGreaterThanOrEqual(0);
          }
        expect(findEdges(pixels).image).toMatchObject({ width: pixels.width, height: pixels.height });
      }),
      { numRuns: 60 },
    );
  });
});
