import { throwIfAborted } from "../contract/failure";
import { refuseModel } from "../contract/refusals";
import type { CheckedFile } from "./besideChecks";
import { type CachedFiles, type CheckTime, createCachedFiles } from "./cachedFiles";
import { PART_BYTES } from "./checksum";
import { download, type OnBytes } from "./download";
import type { FileStore } from "./fileStore";
import { type FileInfo, fileListFrom, type Origin } from "./origin";
import { isSettings, type Settings } from "./settings";
import type { StoredFile } from "./storedFile";

/** A model's files, checked against what is known of them and kept for the next time. */
export interface ModelFiles {
  readonly origin: Origin;
  /** Null where nobody says what there is. */
  readonly facts: readonly FileInfo[] | null;
  /** To be read in parts, and closed by whoever opened it. */
  open(path: string, signal: AbortSignal, onBytes?: OnBytes): Promise<StoredFile>;
  /** Begins to look a large kept file through that is going to be opened. */
  lookAhead(path: string): void;
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
  /**
   * Large kept files are looked through while they are read. Waits for that, forgets those that are not what they were
   * kept as, and tells their paths; what is opened from then on is looked through before.
   */
  damaged(): Promise<readonly string[]>;
}

/** A file that was read, told apart from every other. */
export interface FileFingerprint {
  /** Relative to the model's folder, with forward slashes. */
  readonly path: string;
  /** Hexadecimal SHA-256 of the file; `parts:` and the SHA-256 of its parts' where that would cost a copy of it. */
  readonly hash: string;
}

export async function openModelFiles(origin: Origin, store: FileStore, signal: AbortSignal): Promise<ModelFiles> {
  const kept = createCachedFiles(origin, store);
  const facts = await listFiles(origin, kept, signal);
  const factOf = (path: string): FileInfo | undefined => facts?.find((fact) => fact.path === path);

  const hashes = new Map<string, string>();
  const checks = createChecks(kept);
  const tryOpen = async (path: string, signal: AbortSignal, onBytes: OnBytes): Promise<StoredFile | null> => {
    const opened = await keptOrFetched(path, signal, onBytes);
    if (opened !== null) await refusePointer(kept, path, opened.file);
    if (opened !== null) hashes.set(path, opened.fingerprint);
    if (opened?.isAsKept !== undefined) checks.add(path, opened.isAsKept);
    return opened?.file ?? null;
  };
  const keptOrFetched = async (path: string, signal: AbortSignal, onBytes: OnBytes): Promise<CheckedFile | null> => {
    throwIfAborted(signal);
    const fact = factOf(path);
    const known = await kept.open(path, fact?.sha256, checks.when());
    if (known !== null) {
      onBytes(known.file.bytes, known.file.bytes);
      return known;
    }
    if (facts !== null && fact === undefined) return null;
    return download({ origin, kept, path, fact, signal, onBytes });
  };
  const readText = async (path: string, signal: AbortSignal): Promise<string | null> => {
    const file = await tryOpen(path, signal, () => undefined);
    const text = file === null ? null : new TextDecoder().decode(file.part(0, file.bytes));
    file?.close();
    return text;
  };

  const fingerprints = (): readonly FileFingerprint[] => fingerprintsOf(hashes);
  return {
    origin,
    facts,
    fingerprints,
    recall: (about) => recall(kept, about, fingerprints()),
    remember: (about, found) => kept.write(noteName(about), bytesOf({ files: fingerprints(), found })),
    evict: kept.evict,
    lookAhead(path) {
      const fact = factOf(path);
      if (checks.when() === "beside" && (fact?.bytes ?? 0) > PART_BYTES) kept.lookAhead(path, fact?.sha256);
    },
    damaged: checks.damaged,
    readText,
    async open(path, signal, onBytes = () => undefined) {
      return (await tryOpen(path, signal, onBytes)) ?? refuseMissing(path);
    },
    async readJson(path, signal, needed) {
      const text = await readText(path, signal);
      if (text === null) return needed ? refuseMissing(path) : {};
      const json = parseJson(text);
      if (isSettings(json)) return json;
      await kept.evict(path);
      return refuseModel("corrupt-file", "no-json", { path });
    },
  };
}

/** Refuses what a repository that was cloned without Git LFS has in the place of each large file, as its specification says. */
async function refusePointer(kept: CachedFiles, path: string, { bytes, part, close }: StoredFile): Promise<void> {
  const isPointer = (text: string): boolean => text.startsWith("version https://git-lfs.github.com/");
  if (bytes >= 1024 || !isPointer(new TextDecoder().decode(part(0, bytes)))) return;
  close();
  await kept.evict(path);
  refuseModel("missing-file", "lfs-pointer", { path });
}

/** Throws "missing-file". */
export const refuseMissing = (path: string): never => refuseModel("missing-file", "no-file", { path });

interface Checks {
  when(): CheckTime;
  add(path: string, isAsKept: Promise<boolean>): void;
  readonly damaged: ModelFiles["damaged"];
}

/** The checks that go on beside. */
function createChecks(kept: CachedFiles): Checks {
  let going: Map<string, Promise<boolean>> | null = new Map();
  return {
    when: () => (going === null ? "before" : "beside"),
    add: (path, isAsKept) => void going?.set(path, isAsKept),
    async damaged() {
      const all = going ?? [];
      going = null;
      const found: string[] = [];
      for (const [path, isAsKept] of all) if (!(await isAsKept)) found.push(path);
      for (const path of found) await kept.evict(path);
      return found;
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
