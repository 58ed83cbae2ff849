import type { TraceId } from "../trace";
import type { Hub } from "./hub";

/** Whether this tab may write the trace, or only read it and follow. */
export type Access = "write" | "read";

/** One tab's hold on one trace. */
export interface WriteLock {
  readonly access: Access;
  /** Told when the access has changed. On the way to `read` nothing may be committed any more. */
  subscribe(listener: (access: Access) => void): () => void;
  /** Asks the writing tab to save and let go; takes the trace by force where it does not answer. Reload after this. */
  takeOver(): Promise<void>;
  /** Settles when the lock is free for whoever asks next, this tab included. */
  release(): Promise<void>;
}

export interface WriteLockOptions {
  /** Null where the browser has none: then every tab writes, and the journal's numbers are the only fence. */
  readonly locks: LockManager | null;
  readonly hub: Hub;
  /** Saves what this tab has not yet written; false where that fails, and then the lock is not given up. */
  beforeLettingGo(): Promise<boolean>;
  /** The lock was taken by force: nothing more may be written. */
  onRobbed(): void;
}

/** Long enough to write a journal down, short enough for a person to wait. */
const PATIENCE_MILLIS = 2000;

/** A page that is reloaded asks while its former self is still letting go. */
const RELOAD_MILLIS = 250;

export async function lockTrace(trace: TraceId, lockName: string, options: WriteLockOptions): Promise<WriteLock> {
  const { locks, hub } = options;
  const listeners = new Set<(access: Access) => void>();
  let access: Access = "read";
  let letGo: () => void = () => {};
  let freed: Promise<void> = Promise.resolve();

  const change = (next: Access): void => {
    if (access === next) return;
    access = next;
    for (const listener of listeners) listener(next);
  };

  /** Whether the lock was granted. It is held until `letGo`; a thief makes the request reject. */
  const hold = (wish: LockOptions): Promise<boolean> =>
    new Promise((resolve) => {
      const request = locks?.request(lockName, wish, (lock) => {
        resolve(lock !== null);
        return lock ? new Promise<void>((release) => (letGo = release)) : undefined;
      });
      freed = Promise.resolve(request).then(
        () => {},
        () => {},
      );
      request?.catch(() => {
        resolve(false);
        if (access !== "write") return;
        options.onRobbed();
        change("read");
      });
    });

  const yieldTo = async (): Promise<void> => {
    change("read");
    if (await options.beforeLettingGo()) letGo();
  };

  const unsubscribe = hub.subscribe((message) => {
    if (message.kind === "let-go" && message.trace === trace && access === "write") void yieldTo();
  });

  if (!locks || (await hold({ signal: AbortSignal.timeout(RELOAD_MILLIS) }))) access = "write";

  return {
    get access() {
      return access;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async takeOver() {
      if (access === "write") return;
      hub.post({ kind: "let-go", trace });
      const given = await hold({ signal: AbortSignal.timeout(PATIENCE_MILLIS) });
      if (given || (await hold({ steal: true }))) change("write");
    },
    release() {
      unsubscribe();
      listeners.clear();
      access = "read";
      letGo();
      return freed;
    },
  };
}
