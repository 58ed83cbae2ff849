// Brings a file here and checks it. What is fetched goes to the browser's storage as it arrives, so that it is never whole
// in memory, and a download that broke off goes on where it stood: in the same visit after a moment, or in a later one.
import { refuse, throwIfAborted } from "../contract/failure";
import { refuseModel } from "../contract/refusals";
import type { CheckedFile } from "./besideChecks";
import type { CachedFiles } from "./cachedFiles";
import { fingerprintOf, sha256 } from "./checksum";
import type { FileWriter } from "./fileStore";
import type { FileInfo, OpenedFile, Origin } from "./origin";
import { createSha256 } from "./sha256";
import { fileFromBlob, fileInMemory, type StoredFile } from "./storedFile";

export type OnBytes = (loadedBytes: number, totalBytes: number | null) => void;

export interface DownloadRequest {
  readonly origin: Origin;
  readonly kept: CachedFiles;
  readonly path: string;
  readonly fact: FileInfo | undefined;
  readonly signal: AbortSignal;
  readonly onBytes: OnBytes;
}

/** Null where there is no such file. */
export async function download(request: DownloadRequest): Promise<CheckedFile | null> {
  for (let breaks = 0; ; breaks++) {
    const stretch = await fetchStretch(request);
    if (stretch.kind === "absent") return null;
    if (stretch.kind === "whole") return stretch.checked;
    throwIfAborted(request.signal);
    const pause = PAUSES_MILLIS[breaks];
    if (pause === undefined) refuseBroken(request.path, stretch);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** Before each further try; a network that is changed, or a server that starts again, takes about so long. */
const PAUSES_MILLIS = [100, 500, 2000];

type Stretch =
  | { readonly kind: "absent" }
  | { readonly kind: "whole"; readonly checked: CheckedFile }
  | { readonly kind: "broken"; readonly loaded: number; readonly total: number | null; readonly cause: unknown };

/** As much as one connection brings. */
async function fetchStretch(request: DownloadRequest): Promise<Stretch> {
  const { origin, kept, path, fact, signal, onBytes } = request;
  const from = await firstMissing(request);
  const isWhole = from > 0 && from === fact?.bytes;
  const opened = isWhole ? null : await openFrom(request, from);
  if (opened === null && !isWhole) return { kind: "absent" };
  if (opened?.blob !== undefined)
    return whole(await checked(request, await blobFile(opened.blob, path, onBytes), null));
  const total = fact?.bytes ?? opened?.bytes ?? null;
  if (opened !== null) {
    const writer = await kept.writer(path, opened.from, opened.etag);
    if (writer === null) return fetchIntoMemory(request, opened);
    const poured = await pour(opened, writer, { total, signal, onBytes });
    if (poured.kind === "broken") return { ...poured, total };
    if (poured.kind === "full") {
      await kept.evict(path);
      const again = await origin.open(path, signal);
      return again === null ? { kind: "absent" } : fetchIntoMemory(request, again);
    }
  }
  const file = await kept.arrived(path);
  if (file === null) return { kind: "broken", loaded: 0, total, cause: "The browser threw the file away" };
  return whole(await checked(request, file, total));
}

const whole = (checked: CheckedFile): Stretch => ({ kind: "whole", checked });

/** The first byte that has still to come; 0 where nobody could say that both halves are of one version. */
async function firstMissing({ kept, path, fact }: DownloadRequest): Promise<number> {
  const before = await kept.unfinished(path);
  if (before === null || (fact?.sha256 === undefined && before.etag === null)) return 0;
  return before.bytes <= (fact?.bytes ?? Number.POSITIVE_INFINITY) ? before.bytes : 0;
}

async function openFrom(
  { origin, kept, path, fact, signal }: DownloadRequest,
  from: number,
): Promise<OpenedFile | null> {
  const opened = await origin.open(path, signal, from);
  if (opened === null || opened.from === 0 || fact?.sha256 !== undefined) return opened;
  if (opened.etag === (await kept.unfinished(path))?.etag) return opened;
  await opened.body.cancel();
  return origin.open(path, signal);
}

interface Pouring {
  readonly total: number | null;
  readonly signal: AbortSignal;
  readonly onBytes: OnBytes;
}

type Poured =
  | { readonly kind: "all" }
  | { readonly kind: "full" }
  | { readonly kind: "broken"; readonly loaded: number; readonly cause: unknown };

async function pour(
  { body, from }: OpenedFile,
  writer: FileWriter,
  { total, signal, onBytes }: Pouring,
): Promise<Poured> {
  const reader = body.getReader();
  let loaded = from;
  try {
    for (;;) {
      throwIfAborted(signal);
      const piece = await reader.read().catch((cause: unknown) => ({ done: null, cause }));
      throwIfAborted(signal);
      if (piece.done === null) return { kind: "broken", loaded, cause: piece.cause };
      if (piece.done) return { kind: "all" };
      if (!write(writer, piece.value)) return { kind: "full" };
      loaded += piece.value.length;
      onBytes(loaded, total);
    }
  } finally {
    writer.close();
    await reader.cancel().catch(() => undefined);
  }
}

/** False where the storage takes no more. */
function write(writer: FileWriter, bytes: Uint8Array): boolean {
  try {
    writer.write(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Without a storage that takes pieces: nothing is left of it when the connection breaks. */
async function fetchIntoMemory(request: DownloadRequest, opened: OpenedFile): Promise<Stretch> {
  const { kept, path, fact, origin, signal } = request;
  const fromStart = opened.from === 0 ? opened : await origin.open(path, signal);
  if (fromStart === null) return { kind: "absent" };
  const total = fact?.bytes ?? fromStart.bytes;
  const bytes = await collect(fromStart.body, path, total, signal, request.onBytes);
  const found = await checked(request, fileInMemory(bytes), total);
  await kept.write(path, bytes, fact?.sha256);
  return whole(found);
}

/** Refuses what is not what it should be, and forgets it. */
async function checked(request: DownloadRequest, file: StoredFile, total: number | null): Promise<CheckedFile> {
  const { kept, path, fact } = request;
  const refuseDamaged = await refusalOf(file, total, fact?.sha256);
  if (refuseDamaged === null) {
    const isKept = (await kept.unfinished(path)) !== null;
    if (isKept) return kept.finish(path, file, fact?.sha256);
    return { file, fingerprint: fact?.sha256 ?? (await fingerprintOf(file)) };
  }
  file.close();
  await kept.evict(path);
  return refuseDamaged(path);
}

/** Throws why a file that has arrived is not the one that was wanted; null where it is. */
async function refusalOf(
  file: StoredFile,
  total: number | null,
  expected: string | undefined,
): Promise<((path: string) => never) | null> {
  const { bytes } = file;
  if (total !== null && bytes !== total)
    return (path) => refuseModel("corrupt-file", "incomplete", { path, bytes, total });
  if (expected === undefined) return null;
  const hash = await sha256Of(file);
  return hash === "" || hash === expected ? null : (path) => refuseModel("corrupt-file", "other-checksum", { path });
}

const PART_BYTES = 1 << 22;

async function sha256Of(file: StoredFile): Promise<string> {
  // The browser's own is several times as fast, and takes no more than a small file whole.
  if (file.bytes <= PART_BYTES) return sha256(file.part(0, file.bytes));
  const hash = createSha256();
  for (let from = 0; from < file.bytes; from += PART_BYTES) {
    hash.update(file.part(from, Math.min(file.bytes, from + PART_BYTES)));
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  return hash.digest();
}

function refuseBroken(path: string, { loaded, total, cause }: Stretch & { kind: "broken" }): never {
  const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
  const far = total === null ? `${megabytes(loaded)} MB` : `${megabytes(loaded)} of ${megabytes(total)} MB`;
  const words = `The connection broke while "${path}" was arriving, after ${far}. They are kept: load the model once more, and it goes on from there.`;
  return refuse("unreachable", words, cause);
}

/** A picked file. The browser gives its bytes only while the file on the disk is as it was. */
async function blobFile(blob: Blob, path: string, onBytes: OnBytes): Promise<StoredFile> {
  const changed = (thrown: unknown): never => refuseModel("missing-file", "cannot-be-read", { path }, thrown);
  const file = await fileFromBlob(blob).catch(changed);
  onBytes(file.bytes, file.bytes);
  return {
    ...file,
    part(from, to) {
      try {
        return file.part(from, to);
      } catch (thrown) {
        return changed(thrown);
      }
    },
  };
}

async function collect(
  body: ReadableStream<Uint8Array>,
  path: string,
  total: number | null,
  signal: AbortSignal,
  onBytes: OnBytes,
): Promise<Uint8Array<ArrayBuffer>> {
  let bytes = new Uint8Array(total ?? 1 << 16);
  let loaded = 0;
  const reader = body.getReader();
  try {
    for (;;) {
      throwIfAborted(signal);
      const { done, value } = await reader.read();
      if (done) return bytes.subarray(0, loaded);
      if (loaded + value.length > bytes.length) {
        const grown = new Uint8Array(Math.max(bytes.length * 2, loaded + value.length));
        grown.set(bytes.subarray(0, loaded));
        bytes = grown;
      }
      bytes.set(value, loaded);
      loaded += value.length;
      onBytes(loaded, total);
    }
  } catch (thrown) {
    await reader.cancel().catch(() => undefined);
    throwIfAborted(signal);
    return refuse("unreachable", `The connection broke while "${path}" was arriving.`, thrown);
  }
}
