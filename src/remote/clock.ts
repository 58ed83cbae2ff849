/** The time, and a way to let it pass. Handed in, so that tests need not wait. */
export interface Clock {
  nowMillis(): number;
  /** Resolves after `millis`, or at once where the signal is raised. */
  wait(millis: number, signal: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  nowMillis: () => Date.now(),
  wait: (millis, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, millis);
      signal.addEventListener("abort", done);
    }),
};
