import { err, ok, type Result } from "../base";
import { type PackedFile, packFiles } from "../storage";
import type { Failure, Page } from "../workspace/ports";

/** Where the pieces of a zip go until it is whole. */
interface Draft {
  write(piece: Uint8Array<ArrayBuffer>): Promise<void>;
  /** The whole zip. */
  finish(): Promise<Blob>;
  /** Leaves nothing behind. Never rejects. */
  discard(): Promise<void>;
}

/**
 * Packs files into a draft on disk, in the origin's private file system, and hands the whole of it to the person as every
 * file is handed over. Browsers without that file system, and private windows of some, hold the draft in memory.
 */
export const zipSaver =
  (saveFile: Page["saveFile"], storage: StorageManager | undefined): Page["saveZip"] =>
  async (files, name, signal) => {
    const draft = (storage && (await draftOnDisk(storage))) ?? draftInMemory();
    try {
      const packed = await packFiles(stoppable(files, signal), draft.write);
      if (packed === "too-large") return await given(draft, { code: "export-too-large", message: "" });
      saveFile(await draft.finish(), name);
      return ok(packed);
    } catch (thrown) {
      await draft.discard();
      if (isQuota(thrown)) return err({ code: "export-disk-full", message: String(thrown) });
      throw thrown;
    }
  };

async function given(draft: Draft, failure: Failure): Promise<Result<never, Failure>> {
  await draft.discard();
  return err(failure);
}

async function* stoppable(files: AsyncIterable<PackedFile>, signal: AbortSignal): AsyncGenerator<PackedFile> {
  for await (const file of files) {
    signal.throwIfAborted();
    yield file;
  }
  signal.throwIfAborted();
}

const isQuota = (thrown: unknown): boolean => thrown instanceof DOMException && thrown.name === "QuotaExceededError";

const FOLDER = "exports";
/** A draft is still read while the browser copies it to the downloads; after an hour it no longer is. */
const KEPT_MILLIS = 60 * 60 * 1000;

/** Null where this browser cannot write there. */
async function draftOnDisk(storage: StorageManager): Promise<Draft | null> {
  try {
    const root = await storage.getDirectory();
    const folder = await root.getDirectoryHandle(FOLDER, { create: true });
    await sweep(folder);
    const name = `${crypto.randomUUID()}.zip`;
    const handle = await folder.getFileHandle(name, { create: true });
    const writable = await handle.createWritable();
    return {
      write: (piece) => writable.write(piece),
      async finish() {
        await writable.close();
        return handle.getFile();
      },
      async discard() {
        await writable.abort().catch(() => undefined);
        await folder.removeEntry(name).catch(() => undefined);
      },
    };
  } catch {
    return null;
  }
}

/** Removes drafts of earlier exports. */
async function sweep(folder: FileSystemDirectoryHandle): Promise<void> {
  for await (const [name, handle] of folder.entries()) {
    if (!(handle instanceof FileSystemFileHandle)) continue;
    const { lastModified } = await handle.getFile();
    if (Date.now() - lastModified > KEPT_MILLIS) await folder.removeEntry(name).catch(() => undefined);
  }
}

function draftInMemory(): Draft {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  return {
    write: async (piece) => void pieces.push(piece),
    finish: async () => new Blob(pieces, { type: "application/zip" }),
    discard: async () => {},
  };
}
