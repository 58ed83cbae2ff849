import type { PeerAnswer, PeerAsk } from "../peer/wire";
import type { Loaded, Side, Written } from "./sides";

/** transformers.js in its worker, one question at a time. */
export function createPeer(): Side {
  const worker = new Worker(new URL("../peer/worker.ts", import.meta.url), { type: "module", name: "peer" });
  const ask = <T extends Loaded | Written>(what: PeerAsk): Promise<T> =>
    new Promise((resolve, reject) => {
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.onmessage = ({ data }: MessageEvent<PeerAnswer>) => {
        // The worker answers a question of each kind with the value of that kind.
        if (data.ok) resolve(data.value as T);
        else reject(new Error(data.message));
      };
      worker.postMessage(what);
    });
  return {
    load: (asked) => ask({ kind: "load", asked }),
    write: (picture, tokens) => ask({ kind: "write", picture, tokens }),
  };
}
