import { failureOf, type StorageFailure } from "./failure";

/** Whether what a person did is safe on disk. */
export type SaveState =
  | { readonly kind: "saved"; readonly atMillis: number }
  | { readonly kind: "saving" }
  /** Kept in memory; written again by itself unless another tab has taken over. */
  | { readonly kind: "failed"; readonly code: StorageFailure };

/** Writes things down a little after they happen, and again if that fails. */
export interface WriteQueue {
  readonly state: SaveState;
  /** Nothing is written any more, whatever waits. */
  readonly isStopped: boolean;
  /** There is something to write. */
  touch(): void;
  /** Writes now; the request is on its way before this returns. Settles when that attempt is done, and never throws. */
  flush(): Promise<void>;
  subscribe(listener: () => void): () => void;
  /** Gives up: another tab writes now, or the storage is closed. */
  stop(code: StorageFailure | null): void;
}

export interface WriteQueueOptions {
  /** Starts writing everything that is not known to be written; `strict` asks for it to be on the disk itself. */
  write(strict: boolean): Promise<void>;
  waiting(): boolean;
  readonly delayMillis: number;
  nowMillis(): number;
}

const FIRST_RETRY_MILLIS = 1000;
const LAST_RETRY_MILLIS = 60_000;

/** From the first touch to the write is `delayMillis`, however many touches follow: steady work must not put it off. */
export function createWriteQueue(options: WriteQueueOptions): WriteQueue {
  const listeners = new Set<() => void>();
  let state: SaveState = { kind: "saved", atMillis: options.nowMillis() };
  let timer: ReturnType<typeof setTimeout> | null = null;
  let failures = 0;
  let stopped = false;

  const tell = (next: SaveState): void => {
    state = next;
    for (const listener of listeners) listener();
  };

  const wake = (millis: number): void => {
    timer ??= setTimeout(() => void attempt(false), millis);
  };

  const attempt = async (strict: boolean): Promise<void> => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (!options.waiting()) return;
    try {
      await options.write(strict);
      failures = 0;
      if (stopped) return;
      if (options.waiting()) wake(options.delayMillis);
      else tell({ kind: "saved", atMillis: options.nowMillis() });
    } catch (error) {
      if (stopped) return;
      fail(failureOf(error));
    }
  };

  const fail = (code: StorageFailure): void => {
    tell({ kind: "failed", code });
    if (code === "taken-over") stopped = true;
    else wake(Math.min(FIRST_RETRY_MILLIS * 2 ** failures++, LAST_RETRY_MILLIS));
  };

  return {
    get state() {
      return state;
    },
    get isStopped() {
      return stopped;
    },
    touch() {
      if (stopped) return;
      if (state.kind === "saved") tell({ kind: "saving" });
      wake(options.delayMillis);
    },
    flush: async () => {
      if (!stopped && options.waiting()) await attempt(true);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop(code) {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      timer = null;
      if (code !== null && options.waiting()) tell({ kind: "failed", code });
    },
  };
}
