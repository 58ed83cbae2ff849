import { digestOfParts, fingerprintOf, PART_BYTES, sha256 } from "./checksum";
import type { FileStore, FileWriter } from "./fileStore";
import type { Origin } from "./origin";
import { isSettings } from "./settings";
import { fileInMemory, type StoredFile } from "./storedFile";

/** A file that is what it should be, and what tells it apart. */
export interface CheckedFile {
  readonly file: StoredFile;
  readonly fingerprint: string;
  /** Left out where that is known: whether it is what it was kept as. It is looked through while it is read. */
  readonly isAsKept?: Promise<boolean>;
}

/** When a kept file is held against its checksum: before anything is read of it, or while that is read. */
export type CheckTime = "before" | "beside";

/** What has arrived of a file whose download broke off. */
export interface Unfinished {
  readonly bytes: number;
  /** What the server called that version of the file. */
  readonly etag: string | null;
}

/** Copies of one model's files on this machine, each with the checksum it had when it was kept. */
export interface CachedFiles {
  /** Null where there is no copy, or where it is not what it was, or not `expected`; then it is gone. */
  open(path: string, expected: string | undefined, when?: CheckTime): Promise<CheckedFile | null>;
  /** Begins to look a large file through that is going to be opened `beside`, if it is whole and `expected`. */
  lookAhead(path: string, expected: string | undefined): void;
  /** The same, whole. */
  read(path: string, expected: string | undefined): Promise<Uint8Array<ArrayBuffer> | null>;
  /** @param known the file's SHA-256, where whoever gave it said so and it was checked */
  write(path: string, bytes: Uint8Array<ArrayBuffer>, known?: string): Promise<void>;
  unfinished(path: string): Promise<Unfinished | null>;
  /** Writes a download down from a byte on; null where only whole files can be kept. */
  writer(path: string, from: number, etag: string | null): Promise<FileWriter | null>;
  /** All has arrived, to be checked before `finish`. */
  arrived(path: string): Promise<StoredFile | null>;
  /** From now on the file counts. */
  finish(path: string, file: StoredFile, known?: string): Promise<CheckedFile>;
  evict(path: string): Promise<void>;
}

/** Of a file's name, what is kept beside it: its checksum, or, until it is whole, which version it is. */
export const CHECKSUM_SUFFIX = ".sha256";
export const PART_SUFFIX = ".part";

/** Only what is far away is worth a copy. */
export function createCachedFiles({ id, isRemote }: Origin, store: FileStore): CachedFiles {
  const namesOf = (path: string): Names => namesBeside(`${id}/${path}`);
  const evict = async (path: string): Promise<void> => {
    const { file, checksum, part } = namesOf(path);
    for (const name of [checksum, part, file]) await store.remove(name);
  };
  const ahead = new Map<string, Promise<string | null>>();
  const digestOf = (name: string): Promise<string | null> | undefined => {
    const begun = ahead.get(name);
    ahead.delete(name);
    return begun ?? store.digest?.(name);
  };
  const open: CachedFiles["open"] = async (path, expected, when = "before") => {
    if (!isRemote) return null;
    const { file: name, checksum: checksumName } = namesOf(path);
    const checksum = await store.read(checksumName);
    const file = checksum === null ? null : await store.open(name);
    if (file === null || checksum === null) return null;
    const note = new TextDecoder().decode(checksum);
    const beside = when === "beside" ? checkedBeside({ store, name, file, note, expected, digestOf }) : null;
    if (beside !== null) return beside;
    const fingerprint = await fingerprintAsKept(file, note, expected);
    if (fingerprint !== null) return { file, fingerprint };
    file.close();
    await evict(path);
    return null;
  };
  const keepChecksum = async (path: string, ofParts: string, known: string): Promise<void> =>
    store.write(namesOf(path).checksum, new TextEncoder().encode(`${known} ${ofParts}`));
  return {
    evict,
    open,
    lookAhead(path, expected) {
      if (isRemote && store.digest !== undefined)
        ahead.set(namesOf(path).file, digestAhead(store, namesOf(path), expected));
    },
    async read(path, expected) {
      const kept = await open(path, expected);
      const bytes = kept?.file.part(0, kept.file.bytes).slice() ?? null;
      kept?.file.close();
      return bytes;
    },
    async write(path, bytes, known = "") {
      if (!isRemote) return;
      try {
        await store.write(namesOf(path).file, bytes);
        await keepChecksum(path, await digestOfParts(fileInMemory(bytes)), known);
      } catch {
        // The storage is full or forbidden: the model still loads, and is fetched again the next time.
        await evict(path);
      }
    },
    unfinished: async (path) => (isRemote ? unfinishedIn(store, namesOf(path)) : null),
    // Full or forbidden, or another tab is fetching the same file.
    writer: async (path, from, etag) =>
      isRemote ? writerIn(store, namesOf(path), from, etag).catch(() => null) : null,
    arrived: (path) => store.open(namesOf(path).file),
    async finish(path, file, known = "") {
      const ofParts = await digestOfParts(file);
      await keepChecksum(path, ofParts, known);
      await store.remove(namesOf(path).part);
      return { file, fingerprint: known === "" ? await fingerprintOf(file, ofParts) : known };
    },
  };
}

/** What a file and the notes beside it are called in the store. */
interface Names {
  readonly file: string;
  readonly checksum: string;
  readonly part: string;
}

const namesBeside = (file: string): Names => ({ file, checksum: file + CHECKSUM_SUFFIX, part: file + PART_SUFFIX });

async function unfinishedIn(store: FileStore, names: Names): Promise<Unfinished | null> {
  const note = await store.read(names.part);
  const file = note === null ? null : await store.open(names.file);
  if (note === null || file === null) return null;
  file.close();
  return { bytes: file.bytes, etag: etagIn(new TextDecoder().decode(note)) };
}

async function writerIn(store: FileStore, names: Names, from: number, etag: string | null): Promise<FileWriter | null> {
  const writer = await store.append(names.file, from);
  if (writer === null || from > 0) return writer;
  try {
    // Nothing has been written yet, so that a tab that is closed at any moment leaves no file that counts and is not whole.
    await store.remove(names.checksum);
    await store.write(names.part, new TextEncoder().encode(JSON.stringify({ etag })));
    return writer;
  } catch (thrown) {
    writer.close();
    throw thrown;
  }
}

function etagIn(note: string): string | null {
  try {
    const json: unknown = JSON.parse(note);
    return isSettings(json) && typeof json.etag === "string" ? json.etag : null;
  } catch {
    return null;
  }
}

/** What is to be fetched anew must not be read meanwhile: while anybody reads it nobody may write. */
async function digestAhead(store: FileStore, names: Names, expected: string | undefined): Promise<string | null> {
  const note = await store.read(names.checksum).catch(() => null);
  const [known] = note === null ? [] : new TextDecoder().decode(note).split(" ");
  if (known === undefined || (expected ?? known) !== known) return null;
  return (await store.digest?.(names.file).catch(() => null)) ?? null;
}

interface Kept {
  readonly store: FileStore;
  readonly name: string;
  readonly file: StoredFile;
  /** Its checksums when it was kept. */
  readonly note: string;
  readonly expected: string | undefined;
  /** Begun already, or begun by this; left out where the store has no thread for it. */
  digestOf(name: string): Promise<string | null> | undefined;
}

/** The file as it is said to be, while another thread looks it through; null where it has to be looked through before. */
function checkedBeside({ store, name, file, note, expected, digestOf }: Kept): CheckedFile | null {
  const [known = "", parts] = note.split(" ");
  // A small file is looked through faster than another thread is asked.
  if (parts === undefined || file.bytes <= PART_BYTES || (expected ?? known) !== known) return null;
  const isAsKept = digestOf(name)?.then(
    async (digest) => (digest ?? (await digestAgain(store, name))) === parts,
    () => false,
  );
  if (isAsKept === undefined) return null;
  return { file, fingerprint: known === "" ? `parts:${parts}` : known, isAsKept };
}

async function digestAgain(store: FileStore, name: string): Promise<string | null> {
  const file = await store.open(name);
  if (file === null) return null;
  try {
    return await digestOfParts(file);
  } finally {
    file.close();
  }
}

/**
 * The fingerprint of a file that is as it was kept; null where it is not. Earlier versions kept the SHA-256 of the whole
 * alone.
 */
async function fingerprintAsKept(
  file: StoredFile,
  checksum: string,
  expected: string | undefined,
): Promise<string | null> {
  const [known = "", parts] = checksum.split(" ");
  if (parts === undefined) {
    const hash = await sha256(file.part(0, file.bytes));
    return hash === known && (hash === "" || hash === (expected ?? hash)) ? hash : null;
  }
  if ((expected ?? known) !== known) return null;
  const ofParts = await digestOfParts(file);
  if (ofParts !== parts) return null;
  return known === "" ? fingerprintOf(file, ofParts) : known;
}
