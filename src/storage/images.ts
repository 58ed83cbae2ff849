import type { ImageId } from "../action";
import type { Database } from "./database";
import { createWriteQueue, type WriteQueue } from "./writeQueue";

/** The bytes of source images, by name. Fits the raster's `ImageFiles`. */
export interface StoredImages extends Pick<WriteQueue, "state" | "subscribe"> {
  read(id: ImageId): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Settles when the image is on disk, or when that failed: then it is kept in memory and written again. */
  write(id: ImageId, bytes: Uint8Array<ArrayBuffer>, mime: string): Promise<void>;
}

export interface OwnedImages extends StoredImages {
  flush(): Promise<void>;
  /** Erases what no trace names, but for what came in too lately to be named yet. */
  sweep(named: ReadonlySet<ImageId>): Promise<void>;
  stop(): void;
}

const GRACE_MILLIS = 24 * 60 * 60 * 1000;

export function createImages(database: Database, options: { nowMillis(): number }): OwnedImages {
  const waiting = new Map<ImageId, { bytes: Uint8Array<ArrayBuffer>; mime: string }>();

  const write = async (): Promise<void> => {
    for (const [id, { bytes, mime }] of [...waiting]) {
      // As a Blob: Chromium refuses a single value over 130 MB in a private window, and reads Blobs lazily.
      await database.put("images", {
        id,
        blob: new Blob([bytes], { type: mime }),
        mime,
        savedMillis: options.nowMillis(),
      });
      waiting.delete(id);
    }
  };

  const queue = createWriteQueue({
    write,
    waiting: () => waiting.size > 0,
    delayMillis: 0,
    nowMillis: options.nowMillis,
  });

  return {
    get state() {
      return queue.state;
    },
    subscribe: (listener) => queue.subscribe(listener),
    async read(id) {
      const held = waiting.get(id);
      if (held) return held.bytes;
      const row = await database.get("images", id);
      return row ? new Uint8Array(await row.blob.arrayBuffer()) : null;
    },
    async write(id, bytes, mime) {
      if (waiting.has(id) || (await database.getKey("images", id)) !== undefined) return;
      waiting.set(id, { bytes, mime });
      await queue.flush();
    },
    flush: () => queue.flush(),
    async sweep(named) {
      const before = options.nowMillis() - GRACE_MILLIS;
      const rows = await database.getAll("images");
      const unnamed = rows.filter((row) => !named.has(row.id) && row.savedMillis < before);
      await Promise.all(unnamed.map(({ id }) => database.delete("images", id)));
    },
    stop: () => queue.stop(null),
  };
}
