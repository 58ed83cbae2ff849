import { type ImageId, parseImageId } from "../../action";
import { breathe, err, mapResult, ok, type Result } from "../../base";
import { isKept, type ParsedTrace, parseTraceInParts, type Stray, type Trace, type TraceRefusal } from "../../trace";
import { ITEMS_A_BREATH } from "./breathe";
import { FILE_LIMITS, type FileLimits } from "./limits";
import { listZip, readZipEntry, type ZipEntry, type ZipFailure } from "./zip";

/** Why a trace file is not opened. Nothing of it has been kept then. */
export type FileFailure =
  | TraceRefusal
  | { readonly code: ZipFailure | "too-large" | "no-trace"; readonly detail: string }
  /** An image whose bytes are not those that it is named by. */
  | { readonly code: "altered-image"; readonly detail: string };

export interface UnpackedTrace {
  readonly trace: Trace;
  /** Those that are kept, their bytes checked against their names. */
  readonly images: ReadonlyMap<ImageId, Uint8Array<ArrayBuffer>>;
  /** Kept images that the trace names and the file does not hold. */
  readonly missing: readonly ImageId[];
  /** What the file says of steps and images that it does not hold; it is in the file still, and not in the trace. */
  readonly strays: readonly Stray[];
}

/** A file that `packTrace` wrote, or a bare `trace.json`. Every size and count is held to a limit before it is spent. */
export async function unpackTrace(
  file: Blob,
  limits: FileLimits = FILE_LIMITS,
): Promise<Result<UnpackedTrace, FileFailure>> {
  const begins = new TextDecoder().decode(await file.slice(0, 64).arrayBuffer());
  if (/^\ufeff?\s*\{/.test(begins)) return unpackJson(file, limits);
  const entries = await listZip(file);
  if (!entries.ok) return failed(entries.error);
  const total = entries.value.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total > limits.totalBytes) return failed("too-large", `${total} B`);
  const parsed = await readTrace(file, entries.value, limits);
  return parsed.ok ? readImages(file, parsed.value, entries.value, limits) : parsed;
}

const failed = (
  code: ZipFailure | "too-large" | "no-trace" | "altered-image",
  detail = "",
): Result<never, FileFailure> => err({ code, detail });

async function unpackJson(file: Blob, limits: FileLimits): Promise<Result<UnpackedTrace, FileFailure>> {
  if (file.size > limits.traceBytes) return failed("too-large", `${file.size} B`);
  const parsed = await parseJson(await file.text());
  return mapResult(parsed, (read) => ({ ...read, images: new Map(), missing: keptImagesOf(read.trace) }));
}

async function readTrace(
  file: Blob,
  entries: readonly ZipEntry[],
  limits: FileLimits,
): Promise<Result<ParsedTrace, FileFailure>> {
  const entry = entries.find(({ name }) => name === "trace.json");
  if (!entry) return failed("no-trace");
  if (entry.bytes > limits.traceBytes) return failed("too-large", entry.name);
  const bytes = await readZipEntry(file, entry);
  return bytes.ok ? parseJson(new TextDecoder().decode(bytes.value)) : failed(bytes.error, entry.name);
}

async function parseJson(text: string): Promise<Result<ParsedTrace, FileFailure>> {
  const json = jsonIn(text);
  if (!json.ok) return json;
  const parts = parseTraceInParts(json.value, ITEMS_A_BREATH);
  for (;;) {
    const part = parts.next();
    if (part.done) return part.value;
    await breathe();
  }
}

function jsonIn(text: string): Result<unknown, FileFailure> {
  try {
    return ok(JSON.parse(text));
  } catch {
    return err({ code: "not-a-trace", detail: "Not JSON" });
  }
}

const keptImagesOf = (trace: Trace): readonly ImageId[] =>
  [...trace.images.values()].filter(isKept).map(({ id }) => id);

async function readImages(
  file: Blob,
  { trace, strays }: ParsedTrace,
  entries: readonly ZipEntry[],
  limits: FileLimits,
): Promise<Result<UnpackedTrace, FileFailure>> {
  const named = new Map(entries.flatMap((entry) => entryOfImage(entry)));
  const images = new Map<ImageId, Uint8Array<ArrayBuffer>>();
  const missing: ImageId[] = [];
  // Only what the trace names is read: other entries are none of ours.
  for (const id of keptImagesOf(trace)) {
    const entry = named.get(id);
    if (!entry) missing.push(id);
    else {
      const image = await readImage(file, id, entry, limits);
      if (!image.ok) return image;
      images.set(id, image.value);
    }
  }
  return ok({ trace, images, missing, strays });
}

function entryOfImage(entry: ZipEntry): readonly (readonly [ImageId, ZipEntry])[] {
  const id = parseImageId(/^images\/([^/.]+)(?:\.[a-z0-9]+)?$/.exec(entry.name)?.[1] ?? "");
  return id.ok ? [[id.value, entry]] : [];
}

async function readImage(
  file: Blob,
  id: ImageId,
  entry: ZipEntry,
  limits: FileLimits,
): Promise<Result<Uint8Array<ArrayBuffer>, FileFailure>> {
  if (entry.bytes > limits.imageBytes) return failed("too-large", entry.name);
  const bytes = await readZipEntry(file, entry);
  if (!bytes.ok) return failed(bytes.error === "damaged" ? "altered-image" : bytes.error, entry.name);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes.value));
  const hash = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hash === id ? bytes : failed("altered-image", entry.name);
}
