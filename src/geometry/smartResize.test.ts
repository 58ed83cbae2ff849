import { describe, expect, it } from "vitest";
import { QWEN2_BUDGET, roundHalfToEven, smartResize } from "./smartResize";

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
];

describe("smartResize", () => {
  it.each(VECTORS)("resizes %j under %j to %j", ([height = 0, width = 0], budget, expected) => {
    const resized = smartResize({ width, height }, { ...QWEN2_BUDGET, ...budget });
    expect([resized.height, resized.width]).toEqual(expected);
  });

  it("rounds halves to the even neighbour", () => {
    expect([0.5, 1.5, 2.5, 3.5, 2.4, 2.6].map(roundHalfToEven)).toEqual([0, 2, 2, 4, 2, 3]);
  });
});
