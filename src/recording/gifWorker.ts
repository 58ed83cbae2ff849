import type { Size } from "../geometry";
import { createGifWriter, type GifWriter } from "./gifWriter";

/** What the worker is told, one after the other: it answers each with the bytes that were written. */
export type GifTask =
  | { readonly kind: "begin"; readonly size: Size; readonly sample: Uint8ClampedArray }
  | { readonly kind: "frame"; readonly pixels: Uint8ClampedArray; readonly hundredths: number }
  | { readonly kind: "end" };

let writer: GifWriter | null = null;

const NOTHING = new Uint8Array(0);

function work(task: GifTask): Uint8Array<ArrayBuffer> {
  if (task.kind === "begin") {
    writer = createGifWriter(task.size, task.sample);
    return NOTHING;
  }
  if (!writer) throw new Error("A GIF that was not begun");
  return task.kind === "frame" ? writer.add(task.pixels, task.hundredths) : writer.finish();
}

// Only the page that made this worker can post here.
self.onmessage = ({ data }: MessageEvent<GifTask>) => self.postMessage(work(data));
