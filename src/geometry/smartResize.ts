import { areaOf, type Size } from "./size";

/** What a vision processor allows a picture to be: sides in multiples of `factor`, an area in pixels. */
export interface ResizeBudget {
  readonly factor: number;
  readonly minArea: number;
  readonly maxArea: number;
}

/** Qwen2-VL and Qwen2.5-VL, as their processor comes. */
export const QWEN2_BUDGET: ResizeBudget = { factor: 28, minArea: 3136, maxArea: 12_845_056 };

/**
 * The size at which the Qwen-VL line shows a picture to its model (`smart_resize` in qwen-vl-utils, without its
 * refusal of pictures 200 times as long as wide). Whole multiples of the factor, near the area allowed.
 */
export function smartResize(size: Size, { factor, minArea, maxArea }: ResizeBudget): Size {
  const width = Math.max(factor, roundHalfToEven(size.width / factor) * factor);
  const height = Math.max(factor, roundHalfToEven(size.height / factor) * factor);
  if (width * height > maxArea) {
    const shrink = Math.sqrt(areaOf(size) / maxArea);
    return {
      width: Math.max(factor, Math.floor(size.width / shrink / factor) * factor),
      height: Math.max(factor, Math.floor(size.height / shrink / factor) * factor),
    };
  }
  if (width * height >= minArea) return { width, height };
  const grow = Math.sqrt(minArea / areaOf(size));
  return {
    width: Math.ceil((size.width * grow) / factor) * factor,
    height: Math.ceil((size.height * grow) / factor) * factor,
  };
}

/** Python's `round`: 2.5 becomes 2 and 3.5 becomes 4, where `Math.round` makes 3 and 4. */
export function roundHalfToEven(value: number): number {
  const below = Math.floor(value);
  if (value - below !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}
