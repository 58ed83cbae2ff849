import type { ImagePoint } from "../../geometry";
import { type Pixels, rotate } from "../../pixels";
import { sidesOf } from "./textLines";

/** From this ratio of height to width on, a line of writing is taken to run down, as PaddleOCR takes it. */
const TALL = 1.5;

/**
 * The writing in a quadrangle as an upright image of its own: the first side becomes the upper one. A tall one is laid on
 * its side, counter-clockwise. Colours are mixed from four neighbours, those beyond the rim repeat it.
 *
 * @param corners clockwise from where reading begins, in pixels of the image
 */
export function straightened(pixels: Pixels, corners: readonly ImagePoint[]): Pixels {
  const [wide, high] = sidesOf(corners);
  const [width, height] = [Math.max(1, Math.floor(wide)), Math.max(1, Math.floor(high))];
  const [a, b, c, d] = corners;
  const data = new Uint8ClampedArray(width * height * 4);
  if (!a || !b || !c || !d) return { width, height, data };
  for (let y = 0, to = 0; y < height; y++)
    for (let x = 0; x < width; x++, to += 4) {
      const [u, v] = [x / width, y / height];
      const weigh = (p: number, q: number, r: number, s: number): number =>
        (p * (1 - u) + q * u) * (1 - v) + (s * (1 - u) + r * u) * v;
      mix(pixels, weigh(a.x, b.x, c.x, d.x), weigh(a.y, b.y, c.y, d.y), data, to);
    }
  const image = { width, height, data };
  return height >= width * TALL ? rotate(image, 270) : image;
}

function mix({ width, height, data: source }: Pixels, x: number, y: number, data: Uint8ClampedArray, to: number): void {
  const [column, row] = [Math.min(Math.max(x, 0), width - 1), Math.min(Math.max(y, 0), height - 1)];
  const [left, top] = [Math.floor(column), Math.floor(row)];
  const [right, below] = [Math.min(left + 1, width - 1), Math.min(top + 1, height - 1)];
  const [along, down] = [column - left, row - top];
  for (let channel = 0; channel < 3; channel++) {
    const at = (px: number, py: number): number => source[(py * width + px) * 4 + channel]!;
    const upper = at(left, top) * (1 - along) + at(right, top) * along;
    const lower = at(left, below) * (1 - along) + at(right, below) * along;
    data[to + channel] = Math.round(upper * (1 - down) + lower * down);
  }
  data[to + 3] = 255;
}
