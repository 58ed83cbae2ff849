import type { Rng } from "../base";
import type { Size } from "../geometry";
import { type Color, drawLine, type Pixels } from "../pixels";

/** A picture to paint on, and whether its ground is light. */
export interface Ground {
  readonly pixels: Pixels;
  readonly isLight: boolean;
}

/** What lines and writing are drawn in on a ground. */
export const inkOn = ({ isLight }: Ground): Color => (isLight ? [28, 26, 38] : [238, 236, 230]);

/** One tint that runs softly into another, and a few faint lines. */
export function paintGround(rng: Rng, { width, height }: Size): Ground {
  const pixels: Pixels = { width, height, data: new Uint8ClampedArray(width * height * 4) };
  const isLight = rng.next() < 0.7;
  const from = drawTint(rng, isLight);
  const to = from.map((channel) => channel + rng.int(-10, 10));
  const slope = { x: rng.int(-4, 4), y: rng.int(-4, 4) };
  paintGradient(pixels, from, to, slope);
  const line: Color = isLight ? [0, 0, 0, rng.int(8, 22)] : [255, 255, 255, rng.int(8, 22)];
  for (let i = rng.int(0, 4); i > 0; i--) {
    const edge = () => rng.int(0, pixels.width);
    const across = rng.next() < 0.5;
    const start = across ? { x: 0, y: edge() } : { x: edge(), y: 0 };
    const end = across ? { x: pixels.width, y: edge() } : { x: edge(), y: pixels.height };
    drawLine(pixels, start, end, rng.int(1, 3), line);
  }
  return { pixels, isLight };
}

function drawTint(rng: Rng, isLight: boolean): number[] {
  const base = isLight ? rng.int(222, 244) : rng.int(30, 54);
  return [0, 1, 2].map(() => base + rng.int(-9, 9));
}

function paintGradient({ width, height, data }: Pixels, from: number[], to: number[], slope: { x: number; y: number }) {
  const reach = Math.max(1, (Math.abs(slope.x) + Math.abs(slope.y)) * width);
  const low = (Math.min(slope.x, 0) + Math.min(slope.y, 0)) * width;
  // Every pixel is one of 257 shades, mixed once and laid down as whole words.
  const shades = new Uint32Array(257);
  const bytes = new Uint8ClampedArray(shades.buffer);
  for (let step = 0; step <= 256; step++) {
    for (let c = 0; c < 3; c++) bytes[step * 4 + c] = from[c]! + Math.floor(((to[c]! - from[c]!) * step) / 256);
    bytes[step * 4 + 3] = 255;
  }
  const words = new Uint32Array(data.buffer);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      words[at] = shades[Math.floor(((slope.x * x + slope.y * y - low) * 256) / reach)]!;
    }
  }
}
