import type { ImageId } from "../../action";
import { encodeTrace, isKept, type Trace } from "../../trace";
import { breathe, ITEMS_A_BREATH } from "./breathe";
import { extensionOf } from "./extension";
import { ZipWriter } from "./zipWriter";

export interface PackOptions {
  /** Also writes what actions made, under `derived/`, for other programs; this one makes them again. */
  readonly derived?: (id: ImageId) => Promise<Uint8Array | null>;
}

/**
 * A trace as one file: `trace.json`, and the images that cannot be made again, by the hash of their bytes.
 * An image that `images` does not have is left out; whoever opens the file is told.
 */
export async function packTrace(
  trace: Trace,
  images: (id: ImageId) => Promise<Uint8Array | null>,
  options: PackOptions = {},
): Promise<Blob> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  // Pieces into a Blob: no second copy of all images in memory.
  const writer = new ZipWriter(async (piece) => void pieces.push(piece));
  await writer.add("trace.json", DEFLATED, encoded(jsonOf(trace)));
  for (const image of trace.images.values()) {
    const { id } = image;
    const kept = isKept(image);
    const bytes = kept ? await images(id) : await options.derived?.(id);
    if (bytes) await writer.add(`${kept ? "images" : "derived"}/${id}.${extensionOf(bytes)}`, STORED, [bytes]);
  }
  await writer.end();
  return new Blob(pieces, { type: "application/zip" });
}

const STORED = 0;
const DEFLATED = 8;

async function* encoded(parts: Iterable<string>): AsyncGenerator<Uint8Array> {
  for (const part of parts) {
    yield new TextEncoder().encode(part);
    await breathe();
  }
}

/** The text of `JSON.stringify(encodeTrace(trace))`, some steps at a time. */
function* jsonOf(trace: Trace): Generator<string> {
  const { steps, ...head } = encodeTrace(trace);
  yield `${JSON.stringify(head).slice(0, -1)},"steps":[`;
  for (let at = 0; at < steps.length; at += ITEMS_A_BREATH) {
    const part = JSON.stringify(steps.slice(at, at + ITEMS_A_BREATH)).slice(1, -1);
    yield at === 0 ? part : `,${part}`;
  }
  yield "]}";
}
