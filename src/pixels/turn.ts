import { cosineAndSine, turnedSize } from "../geometry";
import type { Pixels } from "./pixels";

/** `horizontal` swaps left and right, `vertical` top and bottom. */
export type FlipDirection = "horizontal" | "vertical";

export function flip(pixels: Pixels, direction: FlipDirection): Pixels {
  const { width, height } = pixels;
  return direction === "horizontal"
    ? gather(pixels, width, height, (x, y) => y * width + (width - 1 - x))
    : gather(pixels, width, height, (x, y) => (height - 1 - y) * width + x);
}

/**
 * The image turned clockwise by `degrees`, on a canvas grown to hold all of it (the size of PIL's `rotate(-degrees,
 * expand=True)`). Quarter turns move pixels and change none; between them colours are mixed from four
 * neighbours and the corners are black.
 */
export function rotate(pixels: Pixels, degrees: number): Pixels {
  const { width, height } = pixels;
  const turn = ((degrees % 360) + 360) % 360;
  switch (turn) {
    case 0:
      return { width, height, data: new Uint8ClampedArray(pixels.data) };
    case 90:
      return gather(pixels, height, width, (x, y) => (height - 1 - x) * width + y);
    case 180:
      return gather(pixels, width, height, (x, y) => (height - 1 - y) * width + (width - 1 - x));
    case 270:
      return gather(pixels, height, width, (x, y) => x * width + (width - 1 - y));
    default:
      return tilt(pixels, turn);
  }
}

/** A new image whose pixel (x, y) is the old one's pixel number `from(x, y)`. */
function gather(pixels: Pixels, width: number, height: number, from: (x: number, y: number) => number): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++, to += 4) {
      const at = from(x, y) * 4;
      for (let channel = 0; channel < 4; channel++) data[to + channel] = pixels.data[at + channel]!;
    }
  }
  return { width, height, data };
}

function tilt(pixels: Pixels, degrees: number): Pixels {
  const [cos, sin] = cosineAndSine(degrees);
  const { width, height } = turnedSize(pixels, degrees);
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0, to = 0; y < height; y++) {
    const dy = y + 0.5 - height / 2;
    for (let x = 0; x < width; x++, to += 4) {
      const dx = x + 0.5 - width / 2;
      mix(pixels, dx * cos + dy * sin + pixels.width / 2, dy * cos - dx * sin + pixels.height / 2, data, to);
    }
  }
  return { width, height, data };
}

/** Two neighbours are mixed in this many steps. */
const STEPS = 256;

/** Writes the colour of the image at a place between its pixels; black outside. */
function mix({ width, height, data: source }: Pixels, x: number, y: number, data: Uint8ClampedArray, to: number): void {
  data[to + 3] = 255;
  if (x < 0 || y < 0 || x >= width || y >= height) return;
  const column = Math.floor(x - 0.5);
  const row = Math.floor(y - 0.5);
  const right = Math.floor((x - 0.5 - column) * STEPS);
  const below = Math.floor((y - 0.5 - row) * STEPS);
  const columns = [Math.max(0, column) * 4, Math.min(width - 1, column + 1) * 4] as const;
  const rows = [Math.max(0, row) * width * 4, Math.min(height - 1, row + 1) * width * 4] as const;
  for (let channel = 0; channel < 4; channel++) {
    const top =
      source[rows[0] + columns[0] + channel]! * (STEPS - right) + source[rows[0] + columns[1] + channel]! * right;
    const bottom =
      source[rows[1] + columns[0] + channel]! * (STEPS - right) + source[rows[1] + columns[1] + channel]! * right;
    data[to + channel] = Math.floor((top * (STEPS - below) + bottom * below + STEPS * STEPS * 0.5) / (STEPS * STEPS));
  }
}
