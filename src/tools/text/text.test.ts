import { describe, expect, it } from "vitest";
import { imagePoint } from "../../geometry";
import { decodeCharacters, parseCharacters } from "./characters";
import { convexHull, cornersOfTurned, leastBox } from "./outline";
import { detectionSize } from "./readText";
// Made by training/tools/reference.py with RapidOCR 3.10.0.
import golden from "./text.golden.json";
import { textLines } from "./textLines";

type Box = (typeof golden.textLines)[number]["boxes"][number];

/** A map with boxes of ink, drawn as `reference.py` draws it: middle, half sides, degrees, how sure. */
function mapOf(boxes: readonly Box[], width: number, height: number): Float32Array {
  const map = new Float32Array(width * height);
  for (const [cx = 0, cy = 0, halfWidth = 0, halfHeight = 0, degrees = 0, sure = 0] of boxes) {
    const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const [dx, dy] = [x - cx, y - cy];
        if (Math.abs(dx * cos + dy * sin) > halfWidth || Math.abs(dy * cos - dx * sin) > halfHeight) continue;
        map[y * width + x] = Math.max(map[y * width + x] ?? 0, sure);
      }
  }
  return map;
}

describe("text lines", () => {
  it.each(golden.textLines)(
    "are those of the reference implementation, case %#",
    ({ width, height, scale, boxes, lines }) => {
      const size = { width: width * scale, height: height * scale };
      const found = textLines({ data: mapOf(boxes, width, height), dims: [1, 1, height, width] }, size);
      expect(found).toHaveLength(lines.length);
      for (const { corners, confidence } of lines) {
        const alike = found.find((line) =>
          // The reference rounds its outlines to whole pixels of the map on the way.
          line.corners.every(
            ({ x, y }, i) => Math.hypot(x - (corners[i]?.[0] ?? 0), y - (corners[i]?.[1] ?? 0)) <= 2 * scale,
          ),
        );
        expect(alike, JSON.stringify({ corners, found })).toBeDefined();
        // A corner on a whole pixel falls to either side of it there, and takes a row of a small map along.
        expect(Math.abs((alike?.confidence ?? 0) - confidence)).toBeLessThan(0.08);
      }
    },
  );

  it("are none on a map without ink, and on one without pixels", () => {
    expect(textLines({ data: new Float32Array(64), dims: [1, 1, 8, 8] }, { width: 8, height: 8 })).toEqual([]);
    expect(textLines({ data: new Float32Array(0), dims: [1, 1, 0, 0] }, { width: 8, height: 8 })).toEqual([]);
  });

  it("go from top to bottom, and from left to right where they stand beside each other", () => {
    const map = mapOf(
      [
        [70, 11, 12, 4, 0, 0.9],
        [20, 12, 12, 4, 0, 0.9],
        [20, 40, 12, 4, 0, 0.9],
      ],
      96,
      64,
    );
    const lines = textLines({ data: map, dims: [1, 1, 64, 96] }, { width: 96, height: 64 });
    expect(lines.map(({ corners: [first] }) => [first && first.x > 40, first && first.y > 25])).toEqual([
      [false, false],
      [true, false],
      [false, true],
    ]);
  });
});

describe("the least box", () => {
  it("lies on an edge of the hull, however the points are turned", () => {
    const corners = [imagePoint(0, 0), imagePoint(30, 10), imagePoint(27, 19), imagePoint(-3, 9)];
    const box = leastBox([...corners, imagePoint(13, 9)]);
    expect(convexHull([...corners, imagePoint(13, 9)])).toHaveLength(4);
    expect([box?.width, box?.height].sort((a = 0, b = 0) => b - a)).toEqual([
      expect.closeTo(Math.hypot(30, 10), 6),
      expect.closeTo(Math.hypot(3, 9), 6),
    ]);
    expect(box && cornersOfTurned(box).map(({ x, y }) => [Math.round(x), Math.round(y)])).toEqual([
      [0, 0],
      [30, 10],
      [27, 19],
      [-3, 9],
    ]);
  });

  it("is none of no points, and has no inside around points on a line", () => {
    expect(leastBox([])).toBeNull();
    expect(leastBox([imagePoint(1, 1), imagePoint(5, 5)])?.height).toBeCloseTo(0);
  });
});

describe("readings", () => {
  it.each(golden.readings)(
    "are decoded as the reference implementation decodes them: $text",
    ({ scores, text, confidence }) => {
      const characters = parseCharacters(`${golden.characters.split(" ").join("\n")}\n`);
      const classes = characters.length + 1;
      const read = decodeCharacters(
        { data: Float32Array.from(scores.flat()), dims: [1, scores.length, classes] },
        characters,
      );
      expect(read.text).toBe(text);
      expect(read.confidence).toBeCloseTo(confidence, 4);
    },
  );

  it("keep a space as the last class, and lines that end as Windows ends them", () => {
    expect(parseCharacters("a\r\nb\r\n")).toEqual(["a", "b", " "]);
  });
});

describe("the size that an image is looked at in", () => {
  it("brings the shorter side to 736, the longer one to 2000 at most, in multiples of 32", () => {
    expect(detectionSize({ width: 640, height: 480 })).toEqual({ width: 992, height: 736 });
    expect(detectionSize({ width: 4000, height: 3000 })).toEqual({ width: 2016, height: 1504 });
    expect(detectionSize({ width: 3000, height: 20 })).toEqual({ width: 2016, height: 32 });
    expect(detectionSize({ width: 1, height: 1 })).toEqual({ width: 736, height: 736 });
  });
});
