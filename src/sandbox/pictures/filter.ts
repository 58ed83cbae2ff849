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
