import { refuse, throwIfAborted } from "../contract/failure";
import { type CachedFiles, createCachedFiles, fingerprintOf, sha256 } from "./cachedFiles";
import type { FileStore } from "./fileStore";
import { type FileInfo, fileListFrom, type Origin } from "./origin";
import { isSettings, type Settings } from "./settings";

/** A model's files, checked against what is known of them and kept for the next time. */
export interface ModelFiles {
  readonly origin: Origin;
  /** Null where nobody says what there is. */
  readonly facts: readonly FileInfo[] | null;
  read(path: string, signal: AbortSignal, onBytes?: OnBytes): Promise<Uint8Array<ArrayBuffer>>;
  /** A file that was read, where it lies on this machine; null where it does not. */
  onDisk(path: string): Promise<Blob | null>;
  /** A JSON object; empty where the file is not there and need not be. */
  readJson(path: string, signal: AbortSignal, needed: boolean): Promise<Settings>;
  readText(path: string, signal: AbortSignal): Promise<string | null>;
  /** Of every file that was read so far, in the order of their paths. */
  fingerprints(): readonly FileFingerprint[];
  /**
   * What was found out at an earlier visit about the very files that were read by now; undefined where nothing was kept, or
   * one of them has changed since.
   */
  recall(about: string): Promise<unknown>;
  /** Keeps what was found out about the files that were read by now, where their copies are kept. */
  remember(about: string, found: unknown): Promise<void>;
  /** Forgets the kept copy of a file that proved to be bad. */
  evict(path: string): Promise<void>;
}

/** A file that was read, told apart from every other. */
export interface FileFingerprint {
  /** Relative to the model's folder, with forward slashes. */
  readonly path: string;
  /** Hexadecimal SHA-256 of the file; `parts:` and the SHA-256 of its parts' where that would cost a copy of it. */
  readonly hash: string;
}

export type OnBytes = (loadedBytes: number, totalBytes: number | null) => void;

export async function openModelFiles(origin: Origin, store: FileStore, signal: AbortSignal): Promise<ModelFiles> {
  const kept = createCachedFiles(origin, store);
  const facts = await listFiles(origin, kept, signal);
  const factOf = (path: string): FileInfo | undefined => facts?.find((fact) => fact.path === path);

  const hashes = new Map<string, string>();
  const tryRead = async (
    path: string,
    signal: AbortSignal,
    onBytes: OnBytes,
  ): Promise<Uint8Array<ArrayBuffer> | null> => {
    const bytes = await keptOrFetched(path, signal, onBytes);
    if (bytes !== null) hashes.set(path, factOf(path)?.sha256 ?? (await fingerprintOf(bytes)));
    return bytes;
  };
  const keptOrFetched = async (
    path: string,
    signal: AbortSignal,
    onBytes: OnBytes,
  ): Promise<Uint8Array<ArrayBuffer> | null> => {
    throwIfAborted(signal);
    const known = await kept.read(path, factOf(path)?.sha256);
    if (known !== null) {
      onBytes(known.length, known.length);
      return known;
    }
    if (facts !== null && factOf(path) === undefined) return null;
    const fetched = await fetchWhole(origin, path, factOf(path), signal, onBytes);
    if (fetched !== null) await kept.write(path, fetched, factOf(path)?.sha256);
    return fetched;
  };
  const readText = async (path: string, signal: AbortSignal): Promise<string | null> => {
    const bytes = await tryRead(path, signal, () => undefined);
    return bytes === null ? null : new TextDecoder().decode(bytes);
  };

  const fingerprints = (): readonly FileFingerprint[] => fingerprintsOf(hashes);
  return {
    origin,
    facts,
    fingerprints,
    recall: (about) => recall(kept, about, fingerprints()),
    remember: (about, found) => kept.write(noteName(about), bytesOf({ files: fingerprints(), found })),
    evict: kept.evict,
    readText,
    onDisk: async (path) => origin.blobOf?.(path) ?? kept.onDisk(path),
    async read(path, signal, onBytes = () => undefined) {
      return (await tryRead(path, signal, onBytes)) ?? refuse("missing-file", `The model has no file "${path}".`);
    },
    async readJson(path, signal, needed) {
      const text = await readText(path, signal);
      if (text === null) return needed ? refuse("missing-file", `The model has no file "${path}".`) : {};
      const json = parseJson(text);
      if (isSettings(json)) return json;
      await kept.evict(path);
      return refuse("corrupt-file", `The file "${path}" is damaged.`);
    },
  };
}

const fingerprintsOf = (hashes: ReadonlyMap<string, string>): readonly FileFingerprint[] =>
  [...hashes].map(([path, hash]) => ({ path, hash })).toSorted((a, b) => (a.path < b.path ? -1 : 1));

const bytesOf = (value: unknown): Uint8Array<ArrayBuffer> => new TextEncoder().encode(JSON.stringify(value));

const LIST = ".list.json";
const noteName = (about: string): string => `.${about}.json`;

async function recall(kept: CachedFiles, about: string, files: readonly FileFingerprint[]): Promise<unknown> {
  // Without checksums nobody knows whether they are the same files.
  if (files.some(({ hash }) => hash === "")) return undefined;
  const bytes = await kept.read(noteName(about), undefined);
  const note = bytes === null ? null : parseJson(new TextDecoder().decode(bytes));
  if (!isSettings(note) || JSON.stringify(note.files) !== JSON.stringify(files)) return undefined;
  return note.found;
}

/**
 * What there is, as last heard: offline the list of the last visit says which files to expect, and which never were.
 * Null on a mirror without the Hub's API, where plain requests still work.
 */
async function listFiles(origin: Origin, kept: CachedFiles, signal: AbortSignal): Promise<readonly FileInfo[] | null> {
  try {
    const facts = await origin.list(signal);
    if (facts !== null) await kept.write(LIST, bytesOf(facts));
    return facts;
  } catch {
    throwIfAborted(signal);
    const known = await kept.read(LIST, undefined);
    return known === null ? null : fileListFrom({ files: parseJson(new TextDecoder().decode(known)) });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function fetchWhole(
  origin: Origin,
  path: string,
  fact: FileInfo | undefined,
  signal: AbortSignal,
  onBytes: OnBytes,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const opened = await origin.open(path, signal);
  if (opened === null) return null;
  const total = fact?.bytes ?? opened.bytes;
  const bytes = await (opened.blob === undefined
    ? collect(opened.body, path, total, signal, onBytes)
    : wholeOf(opened.blob, path, onBytes));
  if (total !== null && bytes.length !== total) {
    refuse("corrupt-file", `The file "${path}" is incomplete: ${bytes.length} of ${total} bytes.`);
  }
  const hash = fact?.sha256 === undefined ? "" : await sha256(bytes);
  if (hash !== "" && hash !== fact?.sha256) {
    refuse("corrupt-file", `The file "${path}" is not what it should be: its checksum differs.`);
  }
  return bytes;
}

/** Disks are fast, and a stream hands out small pieces. */
async function wholeOf(blob: Blob, path: string, onBytes: OnBytes): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const bytes = new Uint8Array(await blob.arrayBuffer());
    onBytes(bytes.length, bytes.length);
    return bytes;
  } catch (thrown) {
    // The browser gives a picked file's bytes only while the file on the disk is as it was.
    return refuse(
      "missing-file",
      `The file "${path}" cannot be read: it was moved, changed, or is too large. Pick the folder again.`,
      thrown,
    );
  }
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
