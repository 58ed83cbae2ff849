import type { Size } from "../../geometry";
import type { Pixels } from "../../pixels";

/** How the samples of an image become the numbers of a network. */
export interface Scaling {
  /** What is taken from each 8-bit sample, and what it is then multiplied by. */
  readonly less: number;
  readonly times: number;
}

/**
 * The image at another size as planes of blue, green and red, which is the order that OpenCV reads files in and these
 * networks were trained on. Sampled between the four nearest pixels with their centres at halves and without
 * antialiasing, as OpenCV 4's `resize` does by default; OpenCV rounds to whole samples in between, which is at most half a step of 255.
 *
 * @param plane where the first plane begins in `out`, and how far one row and one plane are from the next
 */
export function samplePlanes(
  { width, height, data }: Pixels,
  to: Size,
  { less, times }: Scaling,
  out: Float32Array,
  plane: { readonly row: number; readonly next: number },
): void {
  const columns = placesAlong(width, to.width);
  const rows = placesAlong(height, to.height);
  for (let y = 0; y < to.height; y++) {
    const [above, below, down] = [rows.low[y]! * width, rows.high[y]! * width, rows.share[y]!];
    for (let x = 0; x < to.width; x++) {
      const [left, right, along] = [columns.low[x]!, columns.high[x]!, columns.share[x]!];
      for (let channel = 0; channel < 3; channel++) {
        const at = (pixel: number): number => data[pixel * 4 + 2 - channel]!;
        const top = at(above + left) * (1 - along) + at(above + right) * along;
        const bottom = at(below + left) * (1 - along) + at(below + right) * along;
        out[channel * plane.next + y * plane.row + x] = (top * (1 - down) + bottom * down - less) * times;
      }
    }
  }
}

interface Places {
  readonly low: Int32Array;
  readonly high: Int32Array;
  /** How much of the sample at `high` counts. */
  readonly share: Float64Array;
}

function placesAlong(from: number, to: number): Places {
  const low = new Int32Array(to);
  const high = new Int32Array(to);
  const share = new Float64Array(to);
  for (let i = 0; i < to; i++) {
    const at = Math.min(Math.max(((i + 0.5) * from) / to - 0.5, 0), from - 1);
    low[i] = Math.floor(at);
    high[i] = Math.min(Math.floor(at) + 1, from - 1);
    share[i] = at - Math.floor(at);
  }
  return { low, high, share };
}
