import type { Size } from "../../geometry";
import type { FilmChoice, FilmSize } from "../../workspace/state";

const SIZES: { readonly [S in Exclude<FilmSize, "own">]: Size } = {
  hd: { width: 1280, height: 720 },
  "full-hd": { width: 1920, height: 1080 },
  square: { width: 1080, height: 1080 },
  readme: { width: 800, height: 450 },
};

/** Sides of a size of one's own, pixels. What a browser cannot do beyond, it is asked. */
export const SIDE = { min: 64, max: 7680 };

export const sizeOf = ({ size, width, height }: FilmChoice): Size => (size === "own" ? { width, height } : SIZES[size]);

/** GIFs have a frame every two hundredths of a second at most, and are large enough at ten a second. */
export const GIF_RATES: readonly number[] = [10, 12.5, 20, 25];

/** The nearest rate that a GIF may have. */
export const gifRate = (rate: number): number =>
  GIF_RATES.reduce((best, each) => (Math.abs(each - rate) < Math.abs(best - rate) ? each : best));
