import type { DigestAnswer, DigestAsked } from "./digestWorker";

/** Computes the digests of files beside the thread that asks. */
export interface Digester {
  /** The digest of the file's parts; null where it cannot be told from there. */
  digest(handle: FileSystemFileHandle): Promise<string | null>;
}

/**
 * The thread is begun at once: a browser lets it begin only while the thread that wants it is free, which is not so while
 * that opens a network.
 */
export function createDigester(): Digester {
  const worker = new Worker(new URL("./digestWorker.ts", import.meta.url), { type: "module", name: "digest" });
  const waiting: ((digest: string | null) => void)[] = [];
  let isBroken = false;
  const ready = new Promise<void>((resolve) => {
    worker.onmessage = ({ data }: MessageEvent<DigestAnswer>) => {
      if (data === "ready") resolve();
      else waiting.shift()?.(data.digest);
    };
    worker.onerror = () => {
      isBroken = true;
      resolve();
      for (const tell of waiting.splice(0)) tell(null);
    };
  });
  return {
    async digest(handle) {
      await ready;
      if (isBroken) return null;
      const asked: DigestAsked = { handle };
      return new Promise((resolve) => {
        waiting.push(resolve);
        worker.postMessage(asked);
      });
    },
  };
}
