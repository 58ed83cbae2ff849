import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { QWEN2_BUDGET, RESIZE_RULES, roundHalfToEven, smartResize } from "./smartResize";
import golden from "./smartResize.golden.json";

// Height and width in, height and width out, as the reference implementation computes them.
const VECTORS: readonly [number[], Partial<typeof QWEN2_BUDGET>, number[]][] = [
  [[1080, 1920], {}, [1092, 1932]],
  [[70, 70], {}, [56, 56]],
  [[98, 154], {}, [112, 168]],
  [[20, 20], {}, [56, 56]],
  [[30, 200], {}, [28, 196]],
  [[1500, 2250], {}, [1512, 2240]],
  [[6000, 4000], {}, [4368, 2912]],
  [[1080, 1920], { maxArea: 351232 }, [420, 784]],
  [[1080, 1920], { maxArea: 200704 }, [336, 588]],
  [[480, 640], { maxArea: 200704 }, [364, 504]],
  [[480, 640], { factor: 32 }, [480, 640]],
  [[50, 60], { factor: 32, minArea: 256 * 1024 }, [480, 576]],
  [[100, 80], { minArea: 256 * 784, maxArea: 5120 * 784 }, [504, 420]],
  // The two packages part on thin pictures.
  [[14, 1000], {}, [28, 1008]],
  [[14, 1000], { rule: "transformers 5.24 qwen2_vl" }, [28, 476]],
];

// What `scripts/golden/cuts.py` saw the packages make: for each rule, its measures and rows of width and height before
// and after; a picture that was refused has none after.
const seen = z.record(
  z.enum(RESIZE_RULES),
  z.array(z.object({ measures: z.tuple([z.number(), z.number(), z.number()]), rows: z.array(z.array(z.number())) })),
);

describe("smartResize", () => {
  it.each(VECTORS)("resizes %j under %j to %j", ([height = 0, width = 0], budget, expected) => {
    const resized = smartResize({ width, height }, { ...QWEN2_BUDGET, ...budget });
    expect([resized?.height, resized?.width]).toEqual(expected);
  });

  const rules = seen.parse(golden);
  it.each(RESIZE_RULES)("makes of every picture what %s makes", (rule) => {
    expect(rules[rule].length).toBeGreaterThan(0);
    for (const { measures, rows } of rules[rule]) {
      const [factor, minArea, maxArea] = measures;
      const made = rows.map(([width = 0, height = 0]) => {
        const size = smartResize({ width, height }, { rule, factor, minArea, maxArea });
        return size ? [width, height, size.width, size.height] : [width, height];
      });
      expect(made).toEqual(rows);
    }
  });

  it("rounds halves to the even neighbour", () => {
    expect([0.5, 1.5, 2.5, 3.5, 2.4, 2.6, -0.4].map(roundHalfToEven)).toEqual([0, 2, 2, 4, 2, 3, 0]);
  });
});
