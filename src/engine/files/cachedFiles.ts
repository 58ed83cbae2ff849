import type { FileStore } from "./fileStore";
import type { Origin } from "./origin";

/** Copies of one model's files on this machine, each with the checksum it had when it was kept. */
export interface CachedFiles {
  /** Null where there is no copy, or where it is not what it was, or not `expected`; then it is gone. */
  read(path: string, expected: string | undefined): Promise<Uint8Array<ArrayBuffer> | null>;
  write(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  evict(path: string): Promise<void>;
}

/** Only what is far away is worth a copy. */
export function createCachedFiles({ id, isRemote }: Origin, store: FileStore): CachedFiles {
  const nameOf = (path: string): string => `${id}/${path}`;
  const checksumNameOf = (path: string): string => `${nameOf(path)}.sha256`;
  const evict = async (path: string): Promise<void> => {
    await store.remove(checksumNameOf(path));
    await store.remove(nameOf(path));
  };
  return {
    evict,
    async read(path, expected) {
      if (!isRemote) return null;
      const bytes = await store.read(nameOf(path));
      const checksum = await store.read(checksumNameOf(path));
      if (bytes === null || checksum === null) return null;
      const hash = await sha256(bytes);
      const wanted = hash === "" ? "" : (expected ?? hash);
      if (hash === new TextDecoder().decode(checksum) && hash === wanted) return bytes;
      await evict(path);
      return null;
    },
    async write(path, bytes) {
      if (!isRemote) return;
      try {
        await store.write(nameOf(path), bytes);
        await store.write(checksumNameOf(path), new TextEncoder().encode(await sha256(bytes)));
      } catch {
        // The storage is full or forbidden: the model still loads, and is fetched again the next time.
        await evict(path);
      }
    },
  };
}

/** Hexadecimal. Empty outside secure contexts, where there is no digest: then sizes alone are checked. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  if (globalThis.crypto?.subtle === undefined) return "";
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
