import { breathe } from "../base";
import type { Size } from "../geometry";
import { canvasOf, type Frames, type RecordingOptions, runsOf } from "./frames";
import type { GifTask } from "./gifWorker";

/** Pictures that the palette is made from, spread over the film, and pixels of each. */
const SAMPLED_PICTURES = 16;
const SAMPLED_PIXELS = 40_000;
/** Browsers show a frame for a tenth of a second where it says less than this, hundredths of a second. */
const LEAST_HUNDREDTHS = 2;

/** A GIF that plays for ever; pictures that stay are written once. Null where no canvas is so large. */
export async function recordGif(frames: Frames, { signal, onProgress }: RecordingOptions): Promise<Blob | null> {
  const context = canvasOf(frames.size);
  if (!context) return null;
  const worker = new Worker(new URL("./gifWorker.ts", import.meta.url), { type: "module" });
  try {
    const ask = askerOf(worker);
    await ask({ kind: "begin", size: frames.size, sample: await sampleOf(frames, context, signal) });
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    // One frame is written while the next is painted: two hold their pixels, whatever the length of the film.
    let written = Promise.resolve(new Uint8Array(0));
    for (const { frame, end } of runsOf(frames)) {
      signal.throwIfAborted();
      frames.paint(context, frame);
      const pixels = pixelsOf(context, frames.size);
      pieces.push(await written);
      written = ask({ kind: "frame", pixels, hundredths: hundredthsOf(frames, frame, end) }, [pixels.buffer]);
      onProgress(end);
      await breathe();
    }
    pieces.push(await written, await ask({ kind: "end" }));
    return new Blob(pieces, { type: "image/gif" });
  } finally {
    worker.terminate();
  }
}

/** A worker that is asked one thing after another and answers in that order. */
function askerOf(worker: Worker): (task: GifTask, transfer?: Transferable[]) => Promise<Uint8Array<ArrayBuffer>> {
  const waiting: { resolve(bytes: Uint8Array<ArrayBuffer>): void; reject(reason: Error): void }[] = [];
  worker.onmessage = ({ data }: MessageEvent<Uint8Array<ArrayBuffer>>) => waiting.shift()?.resolve(data);
  worker.onerror = ({ message }) => {
    for (const { reject } of waiting.splice(0)) reject(new Error(message || "The worker for GIFs cannot be loaded"));
  };
  return (task, transfer = []) => {
    const answer = new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => waiting.push({ resolve, reject }));
    // A film that is stopped leaves answers behind that nobody waits for.
    answer.catch(() => undefined);
    worker.postMessage(task, transfer);
    return answer;
  };
}

/** From the sum of all before, so that roundings do not add up. */
function hundredthsOf({ framesPerSecond }: Frames, frame: number, end: number): number {
  const at = (one: number): number => Math.round((one * 100) / framesPerSecond);
  return Math.max(LEAST_HUNDREDTHS, at(end) - at(frame));
}

const pixelsOf = (
  context: OffscreenCanvasRenderingContext2D,
  { width, height }: Size,
): Uint8ClampedArray<ArrayBuffer> => {
  const { data } = context.getImageData(0, 0, width, height);
  // A browser may type it as shared memory; it never is.
  return data.buffer instanceof ArrayBuffer ? new Uint8ClampedArray(data.buffer) : new Uint8ClampedArray(data);
};

async function sampleOf(
  frames: Frames,
  context: OffscreenCanvasRenderingContext2D,
  signal: AbortSignal,
): Promise<Uint8ClampedArray> {
  const runs = [...runsOf(frames)];
  const count = Math.min(SAMPLED_PICTURES, runs.length);
  // Odd, so that it does not run down the columns of a picture.
  const stride = Math.floor((frames.size.width * frames.size.height) / SAMPLED_PIXELS) | 1;
  const taken: number[] = [];
  for (let i = 0; i < count; i++) {
    signal.throwIfAborted();
    const run = runs[Math.floor(((i + 0.5) * runs.length) / count)];
    if (run) frames.paint(context, run.frame);
    const pixels = new Uint32Array(pixelsOf(context, frames.size).buffer);
    for (let at = 0; at < pixels.length; at += stride) taken.push(pixels[at] ?? 0);
    await breathe();
  }
  return new Uint8ClampedArray(Uint32Array.from(taken).buffer);
}
