import { setTimeout } from "node:timers/promises";

/** Web Locks in memory, as far as claims use them: exclusive, `steal`, `signal`, `ifAvailable`. */
export function createFakeLocks(): LockManager {
  const queues = new Map<string, Request[]>();

  const advance = (name: string): void => {
    const [first] = queues.get(name) ?? [];
    if (!first || first.running) return;
    first.running = true;
    void Promise.resolve(first.run())
      .then(first.resolve, first.reject)
      .finally(() => drop(name, first));
  };

  const drop = (name: string, request: Request): void => {
    queues.set(
      name,
      (queues.get(name) ?? []).filter((other) => other !== request),
    );
    advance(name);
  };

  const request = (name: string, options: LockOptions, callback: LockGrantedCallback<unknown>): Promise<unknown> => {
    const queue = queues.get(name) ?? [];
    if (options.ifAvailable && queue.length > 0) return Promise.resolve(callback(null));
    return new Promise((resolve, reject) => {
      const asked: Request = { run: () => callback({ name, mode: "exclusive" }), resolve, reject, running: false };
      if (options.steal) {
        for (const robbed of queue.filter(({ running }) => running)) robbed.reject(new DOMException("", "AbortError"));
        queues.set(name, [asked, ...queue.filter(({ running }) => !running)]);
      } else queues.set(name, [...queue, asked]);
      options.signal?.addEventListener("abort", () => {
        if (asked.running) return;
        drop(name, asked);
        reject(options.signal?.reason);
      });
      advance(name);
    });
  };

  // The other two members of a LockManager are not asked for anything.
  return { request, query: () => Promise.resolve({}) } as unknown as LockManager;
}

interface Request {
  run(): unknown;
  resolve(value: unknown): void;
  reject(reason: unknown): void;
  running: boolean;
}

/** The same in a browser so busy that it hears of each request only after that time. */
export function slowLocks(locks: LockManager, millis: number): LockManager {
  const request = async (name: string, options: LockOptions, callback: LockGrantedCallback<unknown>) => {
    await setTimeout(millis);
    options.signal?.throwIfAborted();
    return locks.request(name, options, callback);
  };
  return { request, query: locks.query } as unknown as LockManager;
}
