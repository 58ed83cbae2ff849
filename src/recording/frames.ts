import type { Size } from "../geometry";

/** What is filmed. Pure: the same number paints the same pixels. */
export interface Frames {
  /** Pixels. */
  readonly size: Size;
  readonly framesPerSecond: number;
  readonly frameCount: number;
  /** Frames of one name look the same: the second of them is not painted. */
  nameOf(frame: number): string;
  paint(context: OffscreenCanvasRenderingContext2D, frame: number): void;
}

export interface RecordingOptions {
  readonly signal: AbortSignal;
  /** Told after each frame that was encoded. */
  onProgress(framesDone: number): void;
}

/** When a frame begins, in millionths of a second: whole, and later for each frame. */
export const timestampOf = ({ framesPerSecond }: Pick<Frames, "framesPerSecond">, frame: number): number =>
  Math.round((frame * 1_000_000) / framesPerSecond);

/** The frames that look otherwise than the one before them, each with the first frame that does not look like it. */
export function* runsOf({ frameCount, nameOf }: Pick<Frames, "frameCount" | "nameOf">): Generator<{
  readonly frame: number;
  readonly end: number;
}> {
  let start = 0;
  for (let frame = 1; frame <= frameCount; frame++) {
    if (frame < frameCount && nameOf(frame) === nameOf(start)) continue;
    yield { frame: start, end: frame };
    start = frame;
  }
}

/** A canvas of the size of a film; null where the browser has none so large, which it does not say by itself. */
export function canvasOf({ width, height }: Size): OffscreenCanvasRenderingContext2D | null {
  const context = new OffscreenCanvas(width, height).getContext("2d", { alpha: false, willReadFrequently: true });
  if (!context) return null;
  // Over the limit all that is drawn vanishes: one pixel is painted and read back.
  context.fillStyle = "rgb(255, 255, 255)";
  context.fillRect(width - 1, height - 1, 1, 1);
  return context.getImageData(width - 1, height - 1, 1, 1).data[0] === 255 ? context : null;
}
