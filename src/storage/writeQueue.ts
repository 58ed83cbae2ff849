import { failureOf, type StorageFailure } from "./failure";
import { createListeners } from "./listeners";

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
  const listeners = createListeners<void>();
  let state: SaveState = { kind: "saved", atMillis: options.nowMillis() };
  const alarm = createAlarm(() => void attempt(false));
  let failures = 0;
  let stopped = false;

  const tell = (next: SaveState): void => {
    state = next;
    listeners.tell();
  };

  const attempt = async (strict: boolean): Promise<void> => {
    alarm.clear();
    if (!options.waiting()) return;
    try {
      await options.write(strict);
      failures = 0;
      if (stopped) return;
      if (options.waiting()) alarm.set(options.delayMillis);
      else tell({ kind: "saved", atMillis: options.nowMillis() });
    } catch (error) {
      if (stopped) return;
      fail(failureOf(error));
    }
  };

  const fail = (code: StorageFailure): void => {
    tell({ kind: "failed", code });
    if (code === "taken-over") stopped = true;
    else alarm.set(Math.min(FIRST_RETRY_MILLIS * 2 ** failures++, LAST_RETRY_MILLIS));
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
      alarm.set(options.delayMillis);
    },
    flush: async () => {
      if (!stopped && options.waiting()) await attempt(true);
    },
    subscribe: listeners.subscribe,
    stop(code) {
      stopped = true;
      alarm.clear();
      if (code !== null && options.waiting()) tell({ kind: "failed", code });
    },
  };
}

/** Rings once, at the first of the times that it was set for since it last rang or was cleared. */
function createAlarm(ring: () => void): { set(millis: number): void; clear(): void } {
  let timer: ReturnType<typeof setTimeout> | null = null;
  return {
    set(millis) {
      timer ??= setTimeout(() => {
        timer = null;
        ring();
      }, millis);
    },
    clear() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
