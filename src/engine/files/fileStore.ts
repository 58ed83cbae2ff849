import { createDigester, type Digester } from "./digester";
import { hasHandles, openInPlace } from "./inPlace";
import { fileFromBlob, fileInMemory, type StoredFile } from "./storedFile";

/** Files kept on this machine between visits, by name. */
export interface FileStore {
  read(name: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** The same to be read in parts, where the store can. */
  open(name: string): Promise<StoredFile | null>;
  /** All or nothing. */
  write(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /**
   * Writes a file piece by piece, from a byte on that it has already; what was written stays when nothing more comes.
   * Null where the store can only write whole files.
   */
  append(name: string, from: number): Promise<FileWriter | null>;
  remove(name: string): Promise<void>;
  /**
   * The digest of a file's parts, computed beside the thread that asks; null where it cannot be told so. Left out where
   * the store has no thread for that.
   */
  digest?(name: string): Promise<string | null>;
  list(): Promise<readonly StoredName[]>;
}

export interface StoredName {
  readonly name: string;
  readonly bytes: number;
}

export interface FileWriter {
  /** The bytes are the caller's again when it returns. */
  write(bytes: Uint8Array): void;
  close(): void;
}

/** Forgets with the process: for Node and for browsers without storage. */
export function createMemoryStore(): FileStore {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  // Copies, since whoever reads or writes may use the memory for something else.
  const read = async (name: string) => files.get(name)?.slice() ?? null;
  return {
    read,
    async open(name) {
      const bytes = await read(name);
      return bytes === null ? null : fileInMemory(bytes);
    },
    write: async (name, bytes) => void files.set(name, bytes.slice()),
    append: async () => null,
    remove: async (name) => void files.delete(name),
    list: async () => [...files].map(([name, { length }]) => ({ name, bytes: length })),
  };
}

const FOLDER = "models";
const PART_BYTES = 1 << 24;

/** The origin's private file system: the only browser store that takes gigabytes and gives them back quickly. */
export async function createOpfsStore(storage: StorageManager): Promise<FileStore> {
  const root = await storage.getDirectory();
  const folder = await root.getDirectoryHandle(FOLDER, { create: true });
  const handleOf = (name: string, create: boolean): Promise<FileSystemFileHandle> =>
    folder.getFileHandle(encodeURIComponent(name), { create });
  const existing = (name: string): Promise<FileSystemFileHandle | null> => handleOf(name, false).catch(() => null);
  // Begun with the first file that is read: those of a model's settings come before its networks.
  let digester: Digester | null = null;
  return {
    async read(name) {
      const file = await (await existing(name))?.getFile();
      return file === undefined ? null : new Uint8Array(await file.arrayBuffer());
    },
    async open(name) {
      const handle = await existing(name);
      if (handle === null) return null;
      if (hasHandles()) digester ??= createDigester();
      return openInPlace(handle);
    },
    async write(name, bytes) {
      // A writable keeps a copy and swaps it in on close, so a tab killed meanwhile leaves the old file or none.
      const writable = await (await handleOf(name, true)).createWritable();
      // In parts, since what is written travels to the browser's own process as a copy.
      for (let start = 0; start < bytes.length; start += PART_BYTES) {
        await writable.write(bytes.subarray(start, start + PART_BYTES));
      }
      await writable.close();
    },
    append: async (name, from) => (hasHandles() ? writerIn(await handleOf(name, true), from) : null),
    async remove(name) {
      await folder.removeEntry(encodeURIComponent(name)).catch(() => undefined);
    },
    async digest(name) {
      const handle = await existing(name);
      if (handle === null || !hasHandles()) return null;
      digester ??= createDigester();
      return digester.digest(handle);
    },
    async list() {
      const found: StoredName[] = [];
      for await (const [name, handle] of folder.entries()) {
        if (!(handle instanceof FileSystemFileHandle)) continue;
        found.push({ name: decodeURIComponent(name), bytes: (await handle.getFile()).size });
      }
      return found;
    },
  };
}

async function writerIn(file: FileSystemFileHandle, from: number): Promise<FileWriter> {
  const handle = await file.createSyncAccessHandle();
  let at = from;
  handle.truncate(from);
  return {
    write(bytes) {
      // A body's pieces are never of shared memory, which their type does not say.
      const written = handle.write(new Uint8Array(bytes), { at });
      at += written;
      if (written !== bytes.length) throw new DOMException("The storage is full.", "QuotaExceededError");
    },
    close: () => handle.close(),
  };
}

/** The Cache API, for browsers that cannot write to the private file system. */
export async function createCacheStore(caches: CacheStorage): Promise<FileStore> {
  const cache = await caches.open(FOLDER);
  const prefix = "/models-cache/";
  const urlOf = (name: string): string => prefix + encodeURIComponent(name);
  const blobOf = async (name: string): Promise<Blob | null> => (await cache.match(urlOf(name)))?.blob() ?? null;
  return {
    async read(name) {
      const blob = await blobOf(name);
      return blob === null ? null : new Uint8Array(await blob.arrayBuffer());
    },
    async open(name) {
      const blob = await blobOf(name);
      return blob === null ? null : fileFromBlob(blob);
    },
    write: (name, bytes) => cache.put(urlOf(name), new Response(bytes)),
    append: async () => null,
    remove: async (name) => void (await cache.delete(urlOf(name))),
    async list() {
      const names = (await cache.keys()).map(({ url }) =>
        decodeURIComponent(new URL(url).pathname.slice(prefix.length)),
      );
      return Promise.all(names.map(async (name) => ({ name, bytes: (await blobOf(name))?.size ?? 0 })));
    },
  };
}

/** The best store that this browser allows. */
export async function openBrowserStore(): Promise<FileStore> {
  try {
    if (!("createWritable" in FileSystemFileHandle.prototype)) throw new Error("Files cannot be written");
    return await createOpfsStore(navigator.storage);
  } catch {
    return typeof caches === "undefined" ? createMemoryStore() : createCacheStore(caches);
  }
}
