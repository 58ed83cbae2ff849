import type { TraceId } from "../trace";
import type { Hub } from "./hub";
import { createListeners } from "./listeners";

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
  onStolen(): void;
}

/** Long enough to write a journal down, short enough for a person to wait. */
const PATIENCE_MILLIS = 2000;

/** How long a lock that another holds is waited for: a page that is reloaded asks while its former self is letting go. */
const RELOAD_MILLIS = 1000;

export async function lockTrace(trace: TraceId, lockName: string, options: WriteLockOptions): Promise<WriteLock> {
  const { locks, hub } = options;
  const listeners = createListeners<Access>();
  let access: Access = "read";
  let letGo: () => void = () => {};
  let freed: Promise<void> = Promise.resolve();

  const change = (next: Access): void => {
    if (access === next) return;
    access = next;
    listeners.tell(next);
  };

  /** Whether the lock was granted. It is then held until `letGo`. */
  const hold = (wish: LockOptions): Promise<boolean> => {
    const onGranted = (release: () => void): unknown => (letGo = release);
    const onLost = (): void => {
      if (access !== "write") return;
      options.onStolen();
      change("read");
    };
    const request = requestLock(locks, lockName, wish, { onGranted, onLost });
    freed = request.freed;
    return request.granted;
  };

  const yieldTo = async (): Promise<void> => {
    change("read");
    if (await options.beforeLettingGo()) letGo();
  };

  const unsubscribe = hub.subscribe((message) => {
    if (message.kind === "let-go" && message.trace === trace && access === "write") void yieldTo();
  });

  // A lock that is free is granted however long a busy browser takes to say so; only one that is held is waited for.
  const isFree = !locks || (await hold({ ifAvailable: true }));
  if (isFree || (await hold({ signal: AbortSignal.timeout(RELOAD_MILLIS) }))) access = "write";

  return {
    get access() {
      return access;
    },
    subscribe: listeners.subscribe,
    async takeOver() {
      if (access === "write") return;
      hub.post({ kind: "let-go", trace });
      const isGiven = await hold({ signal: AbortSignal.timeout(PATIENCE_MILLIS) });
      if (isGiven || (await hold({ steal: true }))) change("write");
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

/** Asks the browser for a lock. Where it is not granted, or a thief takes it later, that is told as well. */
function requestLock(
  locks: LockManager | null,
  name: string,
  wish: LockOptions,
  { onGranted, onLost }: { onGranted(letGo: () => void): void; onLost(): void },
): { readonly granted: Promise<boolean>; readonly freed: Promise<void> } {
  let answer = (_: boolean): void => {};
  const granted = new Promise<boolean>((resolve) => {
    answer = resolve;
  });
  const request = locks?.request(name, wish, (lock) => {
    answer(lock !== null);
    return lock ? new Promise<void>(onGranted) : undefined;
  });
  // A request that timed out rejects, and so does one whose lock was stolen.
  const freed = Promise.resolve(request).then(
    () => {},
    () => {
      answer(false);
      onLost();
    },
  );
  return { granted, freed };
}
