import { strToU8, Zip, ZipDeflate, ZipPassThrough } from "fflate";
import type { ImageId } from "../../action";
import { encodeTrace, type Trace } from "../../trace";
import { extensionOf } from "./extension";

export interface PackOptions {
  /** Also writes what actions made, under `derived/`, for other programs; this one makes them again. */
  readonly derived?: (id: ImageId) => Promise<Uint8Array | null>;
}

/**
 * A trace as one file: `trace.json`, and the source images as they were given, by the hash of their bytes.
 * An image that `images` does not have is left out; whoever opens the file is told.
 */
export async function packTrace(
  trace: Trace,
  images: (id: ImageId) => Promise<Uint8Array | null>,
  options: PackOptions = {},
): Promise<Blob> {
  const writer = createWriter();
  writer.deflated("trace.json", strToU8(JSON.stringify(encodeTrace(trace))));
  for (const { id, origin } of trace.images.values()) {
    const source = origin.kind === "source";
    const bytes = source ? await images(id) : await options.derived?.(id);
    if (bytes) writer.stored(`${source ? "images" : "derived"}/${id}.${extensionOf(bytes)}`, bytes);
  }
  return writer.end();
}

// One entry after the other and pieces into a Blob: no second copy of all images in memory, and no long pause.
function createWriter() {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    // fflate allocates plain buffers, never shared ones.
    pieces.push(piece as Uint8Array<ArrayBuffer>);
  });
  const add = (entry: ZipDeflate | ZipPassThrough, bytes: Uint8Array): void => {
    // The same trace packs to the same bytes at any hour.
    entry.mtime = EARLIEST_ZIP_DATE;
    zip.add(entry);
    entry.push(bytes, true);
  };
  return {
    deflated: (name: string, bytes: Uint8Array) => add(new ZipDeflate(name, { level: 6 }), bytes),
    stored: (name: string, bytes: Uint8Array) => add(new ZipPassThrough(name), bytes),
    end(): Blob {
      zip.end();
      return new Blob(pieces, { type: "application/zip" });
    },
  };
}

const EARLIEST_ZIP_DATE = new Date(1980, 0, 2);
