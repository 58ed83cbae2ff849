import { throwIfAborted } from "../contract/failure";

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
      try {
        await unlessAborted(turn, signal);
        return release;
      } catch (thrown) {
        // Whoever leaves the line passes the turn on when it comes.
        void turn.then(release);
        throw thrown;
      }
    },
  };
}

async function unlessAborted(turn: Promise<void>, signal: AbortSignal): Promise<void> {
  throwIfAborted(signal);
  let abort = (): void => undefined;
  const aborted = new Promise<void>((resolve) => {
    abort = resolve;
  });
  signal.addEventListener("abort", abort);
  await Promise.race([turn, aborted]);
  signal.removeEventListener("abort", abort);
  throwIfAborted(signal);
}
