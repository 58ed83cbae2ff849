import type { Size } from "../geometry";

/** How a frame of a film is divided. CSS pixels, of which `scale` device pixels make one. */
export interface FrameLayout {
  readonly scale: number;
  readonly size: Size;
  /** What the picture has. */
  readonly viewport: Size;
  /** The height of the band of words below it; 0 without captions. */
  readonly band: number;
  /** Lines of words in the band, below the heading. */
  readonly lines: number;
  /** From the sides of the band to its words. */
  readonly margin: number;
}

/** At this many device pixels of the shorter side a CSS pixel is one device pixel; films are watched small. */
const BASE_SIDE = 600;
/** Never smaller than this, or words could not be read; but in a frame so small that they would fill it. */
const LEAST_SCALE = 0.5;
/** CSS pixels of the shorter side that a picture and words below it need. */
const LEAST_SIDE = 260;
/** Where a frame is higher than this, its words have three lines, else two. CSS pixels. */
const ROOMY_HEIGHT = 420;

export const HEADING = { size: 14, height: 22 };
export const WORDS = { size: 19, height: 27 };
/** The line of shots, with the room below it. */
export const PROGRESS = { height: 3, gap: 12 };
const FOOT = 14;

/** `size` is device pixels: the picture above, and below it the words, in a band that keeps its height all film long. */
export function layoutOf(size: Size, captions: boolean): FrameLayout {
  const side = Math.min(size.width, size.height);
  const scale = Math.min(Math.max(LEAST_SCALE, side / BASE_SIDE), side / LEAST_SIDE);
  const css = { width: size.width / scale, height: size.height / scale };
  const lines = css.height > ROOMY_HEIGHT ? 3 : 2;
  const band = captions ? PROGRESS.height + PROGRESS.gap + HEADING.height + lines * WORDS.height + FOOT : 0;
  return {
    scale,
    size: css,
    viewport: { width: css.width, height: css.height - band },
    band,
    lines,
    margin: Math.min(40, css.width / 20),
  };
}
