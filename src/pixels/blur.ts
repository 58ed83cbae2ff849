import type { Pixels } from "./pixels";

const bound = (value: number, side: number): number => Math.min(Math.max(value, 0), side - 1);

/** The mean over `radius` pixels to each side, which may be broken; the rim goes on beyond the image. */
export function boxBlurred(pixels: Pixels, radius: number): Pixels {
  return averaged(averaged(pixels, radius, "x"), radius, "y");
}

/**
 * A blur by a bell of that deviation: three means one after the other, as Pillow has it. Source of the broken radius:
 * P. Gwosdek et al., "Theoretical Foundations of Gaussian Convolution by Extended Box Filtering", SSVM 2011.
 */
export function gaussianBlurred(pixels: Pixels, deviation: number): Pixels {
  if (deviation <= 0) return pixels;
  const PASSES = 3;
  const variance = (deviation * deviation) / PASSES;
  const whole = Math.floor((Math.sqrt(12 * variance + 1) - 1) / 2);
  const rest = ((2 * whole + 1) * (whole * (whole + 1) - 3 * variance)) / (6 * (variance - (whole + 1) ** 2));
  let made = pixels;
  for (const axis of ["x", "y"] as const) for (let i = 0; i < PASSES; i++) made = averaged(made, whole + rest, axis);
  return made;
}

function averaged(pixels: Pixels, radius: number, axis: "x" | "y"): Pixels {
  const { width, height, data } = pixels;
  const [count, lines] = axis === "x" ? [width, height] : [height, width];
  const [step, jump] = axis === "x" ? [4, width * 4] : [width * 4, 4];
  const whole = Math.floor(radius);
  // Shares in 24 bits, as Pillow has them: a value that is off by one may fall on the other side of a threshold.
  const share = Math.floor(2 ** 24 / (2 * radius + 1));
  const restShare = Math.floor((2 ** 24 - (2 * whole + 1) * share) / 2);
  const made: Pixels = { width, height, data: new Uint8ClampedArray(data.length) };
  for (let line = 0; line < lines; line++)
    for (let channel = 0; channel < 4; channel++) {
      const at = (i: number): number => data[line * jump + bound(i, count) * step + channel]!;
      let sum = 0;
      for (let i = -whole; i <= whole; i++) sum += at(i);
      for (let i = 0; i < count; i++) {
        const value = sum * share + restShare * (at(i - whole - 1) + at(i + whole + 1));
        made.data[line * jump + i * step + channel] = Math.floor((value + 2 ** 23) / 2 ** 24);
        sum += at(i + whole + 1) - at(i - whole);
      }
    }
  return made;
}
