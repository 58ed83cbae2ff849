/** Files kept on this machine between visits, by name. Writing is all or nothing. */
export interface FileStore {
  read(name: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** The same where it lies, to be read in parts; null where the store has nothing of the kind. */
  onDisk(name: string): Promise<Blob | null>;
  write(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  remove(name: string): Promise<void>;
}

/** Forgets with the process: for Node and for browsers without storage. */
export function createMemoryStore(): FileStore {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  return {
    // Copies, since whoever reads or writes may use the memory for something else.
    read: async (name) => files.get(name)?.slice() ?? null,
    onDisk: async () => null,
    write: async (name, bytes) => void files.set(name, bytes.slice()),
    remove: async (name) => void files.delete(name),
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
  const onDisk = async (name: string): Promise<Blob | null> => {
    try {
      return await (await handleOf(name, false)).getFile();
    } catch {
      return null;
    }
  };
  return {
    onDisk,
    async read(name) {
      const file = await onDisk(name);
      return file === null ? null : new Uint8Array(await file.arrayBuffer());
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
    async remove(name) {
      await folder.removeEntry(encodeURIComponent(name)).catch(() => undefined);
    },
  };
}

/** The Cache API, for browsers that cannot write to the private file system. */
export async function createCacheStore(caches: CacheStorage): Promise<FileStore> {
  const cache = await caches.open(FOLDER);
  const urlOf = (name: string): string => `/models-cache/${encodeURIComponent(name)}`;
  return {
    async read(name) {
      const response = await cache.match(urlOf(name));
      return response === undefined ? null : new Uint8Array(await response.arrayBuffer());
    },
    onDisk: async () => null,
    write: (name, bytes) => cache.put(urlOf(name), new Response(bytes)),
    remove: async (name) => void (await cache.delete(urlOf(name))),
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
