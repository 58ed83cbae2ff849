import type { ImageId } from "../../action";
import { breathe, err, ok, type Result } from "../../base";
import { encodeTrace, isKept, type Trace } from "../../trace";
import { ITEMS_A_BREATH } from "./breathe";
import { extensionOf } from "./extension";
import { FILE_LIMITS, type FileLimits } from "./limits";
import { listZip } from "./zip";
import { ZipWriter } from "./zipWriter";

export interface PackOptions {
  /** Also writes what actions made, under `derived/`, for other programs; this one makes them again. */
  readonly derived?: (id: ImageId) => Promise<Uint8Array | null>;
  /** What `unpackTrace` will take. */
  readonly limits?: FileLimits;
}

/** The file would be larger than `unpackTrace` opens; `detail` names the entry that is too much. */
export interface PackFailure {
  readonly code: "trace-too-large";
  readonly detail: string;
}

/**
 * A trace as one file: `trace.json`, and the images that cannot be made again, by the hash of their bytes.
 * An image that `images` does not have is left out; whoever opens the file is told.
 *
 * @returns the file, which `unpackTrace` opens under the same limits; `trace-too-large` where there can be none
 */
export async function packTrace(
  trace: Trace,
  images: (id: ImageId) => Promise<Uint8Array | null>,
  options: PackOptions = {},
): Promise<Result<Blob, PackFailure>> {
  const packed = await packedAs(DEFLATED, trace, images, options);
  if (!packed.ok || (await listZip(packed.value)).ok) return packed;
  // Words that repeat themselves shrink so far that the reader takes them for a bomb: they are stored as they are.
  return packedAs(STORED, trace, images, options);
}

async function packedAs(
  method: typeof STORED | typeof DEFLATED,
  trace: Trace,
  images: (id: ImageId) => Promise<Uint8Array | null>,
  { derived, limits = FILE_LIMITS }: PackOptions,
): Promise<Result<Blob, PackFailure>> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  // Pieces into a Blob: no second copy of all images in memory.
  const writer = new ZipWriter(async (piece) => void pieces.push(piece));
  let total = await writer.add("trace.json", method, encoded(jsonOf(trace)));
  if (total > Math.min(limits.traceBytes, limits.totalBytes)) return tooLarge("trace.json", total);
  for (const image of trace.images.values()) {
    const { id } = image;
    const kept = isKept(image);
    const bytes = kept ? await images(id) : await derived?.(id);
    if (!bytes) continue;
    const name = `${kept ? "images" : "derived"}/${id}.${extensionOf(bytes)}`;
    total += bytes.length;
    if (bytes.length > limits.imageBytes || total > limits.totalBytes) return tooLarge(name, bytes.length);
    await writer.add(name, STORED, [bytes]);
  }
  await writer.end();
  return ok(new Blob(pieces, { type: "application/zip" }));
}

const tooLarge = (name: string, bytes: number): Result<never, PackFailure> =>
  err({ code: "trace-too-large", detail: `${name}, ${bytes} B` });

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
