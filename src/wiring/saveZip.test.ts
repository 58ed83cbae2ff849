import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { zipSaver } from "./saveZip";

const NEVER = new AbortController().signal;

async function* files(): AsyncGenerator<{ path: string; bytes: Uint8Array<ArrayBuffer> }> {
  yield { path: "a.txt", bytes: new TextEncoder().encode("one") };
  yield { path: "b.png", bytes: Uint8Array.from([1, 2, 3]) };
}

interface Saved {
  readonly name: string;
  readonly file: Blob;
}

const saver = (storage?: StorageManager) => {
  const saved: Saved[] = [];
  return { saved, save: zipSaver((file, name) => void saved.push({ name, file }), storage) };
};

/** A private file system whose disk has room for so many bytes; the parts of it that are used. */
function disk(room: number) {
  const names = new Set<string>();
  let aborted = false;
  const folder = {
    async *entries() {},
    getDirectoryHandle: async () => folder,
    removeEntry: async (name: string) => void names.delete(name),
    async getFileHandle(name: string) {
      names.add(name);
      const pieces: Uint8Array<ArrayBuffer>[] = [];
      let bytes = 0;
      return {
        createWritable: async () => ({
          async write(piece: Uint8Array<ArrayBuffer>) {
            bytes += piece.length;
            if (bytes > room) throw new DOMException("full", "QuotaExceededError");
            pieces.push(piece.slice());
          },
          close: async () => {},
          async abort() {
            aborted = true;
          },
        }),
        getFile: async () => new File(pieces, name),
      };
    },
  };
  // The part of the file system that a saver uses; a browser's has much more.
  const storage = { getDirectory: async () => folder } as unknown as StorageManager;
  return { storage, names, isAborted: () => aborted };
}

describe("a zip that is handed to the person", () => {
  it("is whole, drafted on disk", async () => {
    const { storage, names } = disk(1e6);
    const { saved, save } = saver(storage);
    const result = await save(files(), "x.zip", NEVER);
    expect(result).toEqual({ ok: true, value: { bytes: saved[0]?.file.size } });
    const bytes = new Uint8Array((await saved[0]?.file.arrayBuffer()) ?? new ArrayBuffer());
    expect(Object.keys(unzipSync(bytes))).toEqual(["a.txt", "b.png"]);
    // The browser still reads it while it copies it to the downloads.
    expect(names.size).toBe(1);
  });

  it("is whole where there is no such disk", async () => {
    const { saved, save } = saver();
    await save(files(), "x.zip", NEVER);
    expect(saved.map(({ name }) => name)).toEqual(["x.zip"]);
  });

  it("is not handed over from a full disk, of which nothing stays", async () => {
    const { storage, names, isAborted } = disk(40);
    const { saved, save } = saver(storage);
    expect(await save(files(), "x.zip", NEVER)).toMatchObject({ ok: false, error: { code: "export-disk-full" } });
    expect(saved).toEqual([]);
    expect([names.size, isAborted()]).toEqual([0, true]);
  });

  it("is not handed over where a file fails or it is stopped", async () => {
    for (const [coming, signal] of [
      [failing(), NEVER],
      [files(), AbortSignal.abort()],
    ] as const) {
      const { storage, names } = disk(1e6);
      const { saved, save } = saver(storage);
      await expect(save(coming, "x.zip", signal)).rejects.toThrow();
      expect([saved.length, names.size]).toEqual([0, 0]);
    }
  });
});

async function* failing(): AsyncGenerator<{ path: string; bytes: Uint8Array<ArrayBuffer> }> {
  yield { path: "a.txt", bytes: new Uint8Array(1) };
  throw new Error("gone");
}
