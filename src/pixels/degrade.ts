import { unreachable } from "../base";
import { asJpeg } from "./jpeg";
import type { Pixels } from "./pixels";

/** An image made worse in a way that pictures come in: nothing of it is covered, and no chance decides anything. */
export type Degradation =
  /** Gaussian; the standard deviation in pixels. */
  | { readonly kind: "blur"; readonly sigma: number }
  /** What baseline JPEG loses at a quality from 1 to 100, without subsampled colours. */
  | { readonly kind: "jpeg"; readonly quality: number }
  /** Every colour times a factor; 1 leaves it, above that it is brighter. */
  | { readonly kind: "brightness"; readonly factor: number };

/** The degraded image; the one given is left as it is. Alpha stays. */
export function degrade(pixels: Pixels, how: Degradation): Pixels {
  switch (how.kind) {
    case "blur":
      return blurred(pixels, how.sigma);
    case "jpeg":
      return asJpeg(pixels, how.quality);
    case "brightness":
      return brightened(pixels, how.factor);
    default:
      return unreachable(how);
  }
}

function brightened({ width, height, data }: Pixels, factor: number): Pixels {
  const made = new Uint8ClampedArray(data);
  for (let at = 0; at < made.length; at++) if (at % 4 !== 3) made[at] = Math.round((data[at] ?? 0) * factor);
  return { width, height, data: made };
}

/** A Gaussian reaches so many standard deviations; beyond lies less than 0.3 % of it. */
const REACH = 3;

function blurred(pixels: Pixels, sigma: number): Pixels {
  const reach = Math.max(1, Math.ceil(REACH * sigma));
  const weights = Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-((i - reach) ** 2) / (2 * sigma ** 2)));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const kernel = weights.map((weight) => weight / sum);
  // One way and then the other: a Gaussian over a plane is one over each axis.
  return along(along(pixels, kernel, reach, 1, 0), kernel, reach, 0, 1);
}

function along(
  { width, height, data }: Pixels,
  kernel: readonly number[],
  reach: number,
  dx: 0 | 1,
  dy: 0 | 1,
): Pixels {
  const made = new Uint8ClampedArray(data);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0;
        for (let i = -reach; i <= reach; i++) {
          const fromX = Math.min(width - 1, Math.max(0, x + i * dx));
          const fromY = Math.min(height - 1, Math.max(0, y + i * dy));
          sum += (kernel[i + reach] ?? 0) * (data[(fromY * width + fromX) * 4 + channel] ?? 0);
        }
        made[(y * width + x) * 4 + channel] = Math.round(sum);
      }
  return { width, height, data: made };
}
