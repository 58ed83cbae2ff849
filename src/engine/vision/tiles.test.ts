import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Pixels } from "../../pixels";
import { denormalise, normalise } from "./normalise";
import { cutTiles, gridOf } from "./tiles";

const HALF = { scale: 1 / 255, mean: [0.5, 0.5, 0.5], deviation: [0.5, 0.5, 0.5] } as const;

function noise(width: number, height: number): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < data.length; i++) data[i] = i % 4 === 3 ? 255 : (i * 2654435761) >>> 24;
  return { width, height, data };
}

describe("tiles", () => {
  // Worked out by hand from image_processing_idefics3.py.
  it.each<[string, number, number, number, number, number]>([
    ["4:3 at 2048 is 3 × 4", 640, 480, 2048, 3, 4],
    ["a square at 2048 is 4 × 4", 100, 100, 2048, 4, 4],
    ["a strip at 2048 is 1 × 4", 2000, 100, 2048, 1, 4],
    ["a tall one at 1024 is 2 × 1", 200, 500, 1024, 2, 1],
    ["one tile is not cut", 300, 200, 512, 0, 0],
  ])("%s", (_, width, height, longestEdge, rows, columns) => {
    expect(gridOf({ width, height }, { tileSize: 512, longestEdge, splits: true })).toEqual({ rows, columns });
  });

  it("cuts every image into tiles of one size, as many as the grid says and one more", () => {
    const side = fc.integer({ min: 1, max: 70 });
    fc.assert(
      fc.property(side, side, fc.integer({ min: 1, max: 4 }), fc.boolean(), (width, height, edge, splits) => {
        const rules = { tileSize: 16, longestEdge: 16 * edge, splits };
        const { rows, columns } = gridOf({ width, height }, rules);
        const tiles = cutTiles(noise(width, height), rules);
        expect(tiles).toHaveLength(rows * columns + 1);
        expect(tiles.every((tile) => tile.width === 16 && tile.height === 16)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it("comes back from the encoder's numbers as the very bytes", () => {
    const tile = noise(16, 16);
    expect(denormalise(normalise([tile], HALF), 16, HALF)).toEqual([tile]);
  });
});
