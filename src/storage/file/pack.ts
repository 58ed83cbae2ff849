import { strToU8, Zip, ZipDeflate, ZipPassThrough } from "fflate";
import type { ImageId } from "../../action";
import { encodeTrace, isKept, type Trace } from "../../trace";
import { breathe, ITEMS_A_BREATH } from "./breathe";
import { extensionOf } from "./extension";

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
  const writer = createWriter();
  await writer.deflated("trace.json", jsonOf(trace));
  for (const image of trace.images.values()) {
    const { id } = image;
    const kept = isKept(image);
    const bytes = kept ? await images(id) : await options.derived?.(id);
    if (bytes) writer.stored(`${kept ? "images" : "derived"}/${id}.${extensionOf(bytes)}`, bytes);
  }
  return writer.end();
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

// One entry after the other, and pieces into a Blob: no second copy of all images in memory.
function createWriter() {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    // fflate allocates plain buffers, never shared ones.
    pieces.push(piece as Uint8Array<ArrayBuffer>);
  });
  const begin = <T extends ZipDeflate | ZipPassThrough>(entry: T): T => {
    // The same trace packs to the same bytes at any hour.
    entry.mtime = EARLIEST_ZIP_DATE;
    zip.add(entry);
    return entry;
  };
  return {
    async deflated(name: string, parts: Iterable<string>): Promise<void> {
      const entry = begin(new ZipDeflate(name, { level: 6 }));
      for (const part of parts) {
        entry.push(strToU8(part));
        await breathe();
      }
      entry.push(new Uint8Array(), true);
    },
    stored: (name: string, bytes: Uint8Array) => begin(new ZipPassThrough(name)).push(bytes, true),
    end(): Blob {
      zip.end();
      return new Blob(pieces, { type: "application/zip" });
    },
  };
}

const EARLIEST_ZIP_DATE = new Date(1980, 0, 2);
