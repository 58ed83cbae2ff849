import { err, type Result } from "../base";
import type { ToolFailureCode, Tools } from "./call";
import type { Found } from "./found";
import type { ToolAnswer, ToolAsk } from "./wire";

/** The part of a worker that the tools need. */
export interface ToolWorker {
  post(ask: ToolAsk): void;
  onAnswer(listener: (answer: ToolAnswer) => void): void;
  /** The worker could not be started, or threw: nothing that waits will be answered. */
  onBroken(listener: () => void): void;
  terminate(): void;
}

type Answer = (answer: Result<Found, ToolFailureCode>) => void;

/**
 * The tools in a worker that is started with the first call. A worker that breaks fails what waits for it, and the next
 * call starts another.
 *
 * @param folder the address of `public/tools`, with a slash at its end
 */
export function createWorkerTools(folder: string, openWorker: (folder: string) => ToolWorker = spawnWorker): Tools {
  let worker: ToolWorker | null = null;
  let lastId = 0;
  const waiting = new Map<number, Answer>();
  const open = (): ToolWorker => {
    const opened = openWorker(folder);
    opened.onAnswer(({ id, answer }) => {
      waiting.get(id)?.(answer);
      waiting.delete(id);
    });
    opened.onBroken(() => {
      opened.terminate();
      if (worker === opened) worker = null;
      for (const fail of waiting.values()) fail(err("tool-failed"));
      waiting.clear();
    });
    return opened;
  };
  return {
    call(name, args, image) {
      worker ??= open();
      const id = ++lastId;
      const answered = new Promise<Result<Found, ToolFailureCode>>((resolve) => waiting.set(id, resolve));
      worker.post({ id, name, args, image });
      return answered;
    },
  };
}

function spawnWorker(folder: string): ToolWorker {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: folder });
  return {
    post: (ask) => worker.postMessage(ask),
    onAnswer: (listener) => worker.addEventListener("message", ({ data }: MessageEvent<ToolAnswer>) => listener(data)),
    onBroken(listener) {
      worker.addEventListener("error", listener);
      worker.addEventListener("messageerror", listener);
    },
    terminate: () => worker.terminate(),
  };
}
