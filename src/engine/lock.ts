import { throwIfAborted } from "./failure";

/** One holder at a time, in the order of asking. */
export interface Lock {
  /** Resolves with how to let go. Rejects with an AbortError where the signal is raised while waiting. */
  acquire(signal: AbortSignal): Promise<() => void>;
}

export function createLock(): Lock {
  let last: Promise<void> = Promise.resolve();
  return {
    async acquire(signal) {
      const turn = last;
      let release = (): void => undefined;
      last = new Promise((resolve) => {
        release = resolve;
      });
      await turn;
      if (signal.aborted) release();
      throwIfAborted(signal);
      return release;
    },
  };
}
