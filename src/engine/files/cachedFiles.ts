import type { FileStore } from "./fileStore";
import type { Origin } from "./origin";

/** Copies of one model's files on this machine, each with the checksum it had when it was kept. */
export interface CachedFiles {
  /** Null where there is no copy, or where it is not what it was, or not `expected`; then it is gone. */
  read(path: string, expected: string | undefined): Promise<Uint8Array<ArrayBuffer> | null>;
  /** @param known the file's SHA-256, where whoever gave it said so and it was checked */
  write(path: string, bytes: Uint8Array<ArrayBuffer>, known?: string): Promise<void>;
  /** The copy where it lies. Whoever reads it has let `read` check it. */
  onDisk(path: string): Promise<Blob | null>;
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
    onDisk: async (path) => (isRemote ? store.onDisk(nameOf(path)) : null),
    async read(path, expected) {
      if (!isRemote) return null;
      const checksum = await store.read(checksumNameOf(path));
      const bytes = checksum === null ? null : await store.read(nameOf(path));
      if (bytes === null || checksum === null) return null;
      if (await isAsKept(bytes, new TextDecoder().decode(checksum), expected)) return bytes;
      await evict(path);
      return null;
    },
    async write(path, bytes, known = "") {
      if (!isRemote) return;
      try {
        await store.write(nameOf(path), bytes);
        const checksum = `${known} ${await digestOfParts(bytes)}`;
        await store.write(checksumNameOf(path), new TextEncoder().encode(checksum));
      } catch {
        // The storage is full or forbidden: the model still loads, and is fetched again the next time.
        await evict(path);
      }
    },
  };
}

/** Earlier versions kept the SHA-256 of the whole alone. */
async function isAsKept(
  bytes: Uint8Array<ArrayBuffer>,
  checksum: string,
  expected: string | undefined,
): Promise<boolean> {
  const [known = "", parts] = checksum.split(" ");
  if (parts === undefined) {
    const hash = await sha256(bytes);
    return hash === known && (hash === "" || hash === (expected ?? hash));
  }
  return (expected ?? known) === known && (await digestOfParts(bytes)) === parts;
}

const PART_BYTES = 1 << 24;

/**
 * The SHA-256 of the parts' SHA-256. The browser's digest copies what it is given, and a copy of hundreds of megabytes is
 * what a machine short of memory does not have.
 */
async function digestOfParts(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  let digests = "";
  for (let start = 0; start < bytes.length; start += PART_BYTES) {
    digests += await sha256(bytes.subarray(start, start + PART_BYTES));
  }
  return sha256(new TextEncoder().encode(digests));
}

/** What tells a file apart: its SHA-256, or that of its parts where a copy of the whole would be too much. */
export const fingerprintOf = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
  bytes.length <= PART_BYTES ? sha256(bytes) : `parts:${await digestOfParts(bytes)}`;

/** Hexadecimal. Empty outside secure contexts, where there is no digest: then sizes alone are checked. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  if (globalThis.crypto?.subtle === undefined) return "";
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
