import type { Size } from "../../geometry";

export interface SmartSizeRules {
  /** Both sides become whole multiples of this. */
  readonly factor: number;
  readonly fewestPixels: number;
  readonly mostPixels: number;
  /** Whether a side that rounds to nothing is one multiple long before the area is looked at. */
  readonly keepsOneFactor: boolean;
}

/**
 * The size nearest to an image's own, of whole multiples, within an area. After `smart_resize` of transformers 5.24's
 * qwen2_vl (and lfm2_vl, with one multiple at least); Python rounds halves to the even side.
 */
export function smartSize({ width, height }: Size, rules: SmartSizeRules): Size {
  const { factor, fewestPixels, mostPixels, keepsOneFactor } = rules;
  const least = keepsOneFactor ? factor : 0;
  const rounded = (side: number): number => Math.max(least, roundHalfToEven(side / factor) * factor);
  const size = { width: rounded(width), height: rounded(height) };
  if (size.width * size.height > mostPixels) {
    const shrink = Math.sqrt((height * width) / mostPixels);
    const down = (side: number): number => Math.max(factor, Math.floor(side / shrink / factor) * factor);
    return { width: down(width), height: down(height) };
  }
  if (size.width * size.height < fewestPixels) {
    const grow = Math.sqrt(fewestPixels / (height * width));
    const up = (side: number): number => Math.ceil((side * grow) / factor) * factor;
    return { width: up(width), height: up(height) };
  }
  return size;
}

export function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
