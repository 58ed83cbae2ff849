/**
 * What a work comes to; null as soon as it is told to stop: what cannot be interrupted is let go of, and what it comes to
 * is nobody's. Rejects as the work does.
 */
export function unlessStopped<T extends object>(work: Promise<T>, signal: AbortSignal): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const stop = (): void => resolve(null);
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}
