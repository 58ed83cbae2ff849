import type { Pixels } from "../../pixels";

const like = ({ width, height }: Pixels): Pixels => ({
  width,
  height,
  data: new Uint8ClampedArray(width * height * 4),
});
const bound = (value: number, side: number): number => Math.min(Math.max(value, 0), side - 1);

/**
 * Each pixel as the weighed sum of those around it. `edges` says what becomes of pixels whose surroundings reach beyond the
 * image: `kept` as they are, as Pillow has it, or with the rim `mirrored` without itself, as OpenCV has it. Alpha stays.
 */
export function convolved(
  pixels: Pixels,
  weights: readonly number[],
  columns: number,
  { scale, offset, edges }: { readonly scale: number; readonly offset: number; readonly edges: "kept" | "mirrored" },
): Pixels {
  const { width, height, data } = pixels;
  const rows = weights.length / columns;
  const [reachX, reachY] = [Math.floor(columns / 2), Math.floor(rows / 2)];
  const made = like(pixels);
  made.data.set(data);
  const margin = edges === "kept" ? [reachX, reachY] : [0, 0];
  for (let y = margin[1]!; y < height - margin[1]!; y++)
    for (let x = margin[0]!; x < width - margin[0]!; x++)
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0;
        for (let j = 0; j < rows; j++)
          for (let i = 0; i < columns; i++) {
            const [fromX, fromY] = [mirrored(x + i - reachX, width), mirrored(y + j - reachY, height)];
            sum += weights[j * columns + i]! * data[(fromY * width + fromX) * 4 + channel]!;
          }
        made.data[(y * width + x) * 4 + channel] = sum / scale + offset;
      }
  return made;
}

/** A place beyond the rim as the place mirrored at it, the rim itself not twice. */
export function mirrored(at: number, side: number): number {
  if (side === 1) return 0;
  const period = 2 * (side - 1);
  const within = ((at % period) + period) % period;
  return within < side ? within : period - within;
}

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
  const made = like(pixels);
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

/** Each value replaced by one of those in the square around it, by rank: 0 the least, 1 the largest, 0.5 the middle. */
export function ranked(pixels: Pixels, size: number, rank: number): Pixels {
  const { width, height, data } = pixels;
  const reach = Math.floor(size / 2);
  const made = like(pixels);
  const around = new Uint8Array(size * size);
  const chosen = Math.round(rank * (around.length - 1));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let channel = 0; channel < 4; channel++) {
        let n = 0;
        for (let j = -reach; j <= reach; j++)
          for (let i = -reach; i <= reach; i++)
            around[n++] = data[(bound(y + j, height) * width + bound(x + i, width)) * 4 + channel]!;
        made.data[(y * width + x) * 4 + channel] = around.sort()[chosen]!;
      }
  return made;
}
