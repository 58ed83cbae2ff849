import { digestOfParts, PART_BYTES } from "./checksum";
import type { FileStore } from "./fileStore";
import type { StoredFile } from "./storedFile";

/** A file that is what it should be, and what tells it apart. */
export interface CheckedFile {
  readonly file: StoredFile;
  readonly fingerprint: string;
  /** Left out where that is known: whether it is what it was kept as. It is looked through while it is read. */
  readonly isAsKept?: Promise<boolean>;
}

/** A kept file that is open, and what was noted of it. */
interface Kept {
  readonly name: string;
  readonly file: StoredFile;
  /** Its checksums when it was kept. */
  readonly note: string;
  readonly expected: string | undefined;
}

/** Holds kept files against their checksums in another thread, while they are read. */
export interface BesideChecks {
  /** Begins with a file that is going to be opened, if it is whole and `expected`. */
  begin(names: { readonly file: string; readonly checksum: string }, expected: string | undefined): void;
  /** The file as it is said to be, while it is looked through; null where it has to be looked through before. */
  checked(kept: Kept): CheckedFile | null;
}

export function createBesideChecks(store: FileStore): BesideChecks {
  /** What was begun and not asked for yet, by the file's name. */
  const begun = new Map<string, Promise<string | null>>();
  const digestOf = (name: string): Promise<string | null> | undefined => {
    const digest = begun.get(name) ?? store.digest?.(name);
    begun.delete(name);
    return digest;
  };
  return {
    begin({ file, checksum }, expected) {
      if (store.digest !== undefined) begun.set(file, digestIfWhole(store, file, checksum, expected));
    },
    checked({ name, file, note, expected }) {
      const [known = "", parts] = note.split(" ");
      // A small file is looked through faster than another thread is asked.
      if (parts === undefined || file.bytes <= PART_BYTES || (expected ?? known) !== known) return null;
      const isAsKept = digestOf(name)?.then(
        async (digest) => (digest ?? (await digestHere(store, name))) === parts,
        () => false,
      );
      if (isAsKept === undefined) return null;
      return { file, fingerprint: known === "" ? `parts:${parts}` : known, isAsKept };
    },
  };
}

/** What is to be fetched anew must not be read meanwhile: while anybody reads it nobody may write. */
async function digestIfWhole(
  store: FileStore,
  file: string,
  checksum: string,
  expected: string | undefined,
): Promise<string | null> {
  const note = await store.read(checksum).catch(() => null);
  const [known] = note === null ? [] : new TextDecoder().decode(note).split(" ");
  if (known === undefined || (expected ?? known) !== known) return null;
  return (await store.digest?.(file).catch(() => null)) ?? null;
}

/** In this thread, where the other could not tell. */
async function digestHere(store: FileStore, name: string): Promise<string | null> {
  const file = await store.open(name);
  if (file === null) return null;
  try {
    return await digestOfParts(file);
  } finally {
    file.close();
  }
}
