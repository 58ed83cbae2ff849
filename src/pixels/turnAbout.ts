import { cosineAndSine, type Point } from "../geometry";
import type { Pixels } from "./pixels";

/**
 * The image turned clockwise about a point, at the size that it had. Colours are mixed from four neighbours; what comes
 * from outside has the colour of the nearest rim, for black corners would be something to see.
 */
export function turnAbout(pixels: Pixels, about: Point, degrees: number): Pixels {
  const [cos, sin] = cosineAndSine(degrees);
  const { width, height } = pixels;
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0, to = 0; y < height; y++) {
    const dy = y + 0.5 - about.y;
    for (let x = 0; x < width; x++, to += 4) {
      const dx = x + 0.5 - about.x;
      mix(pixels, dx * cos + dy * sin + about.x - 0.5, dy * cos - dx * sin + about.y - 0.5, data, to);
    }
  }
  return { width, height, data };
}

function mix({ width, height, data }: Pixels, x: number, y: number, into: Uint8ClampedArray, to: number): void {
  const within = (at: number, side: number): number => Math.min(side - 1, Math.max(0, at));
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [right, down] = [x - left, y - top];
  for (let channel = 0; channel < 4; channel++) {
    let sum = 0;
    for (const [dx, dy, weight] of [
      [0, 0, (1 - right) * (1 - down)],
      [1, 0, right * (1 - down)],
      [0, 1, (1 - right) * down],
      [1, 1, right * down],
    ] as const) {
      const at = (within(top + dy, height) * width + within(left + dx, width)) * 4;
      sum += weight * (data[at + channel] ?? 0);
    }
    into[to + channel] = Math.round(sum);
  }
}
