import { err, ok, type Result } from "../base";
import type { EditLog, Stray, TraceId } from "../trace";
import { type Database, openDatabase, type TraceHeader } from "./database";
import { failureOf, type StorageFailure } from "./failure";
import type { Damage } from "./fold";
import { createHub } from "./hub";
import { createImages, type StoredImages } from "./images";
import type { TraceJournal } from "./journal";
import { createJournals } from "./journals";
import { createLibrary, type Library } from "./library";
import { createListeners } from "./listeners";
import { type ReadFailure, readJournal } from "./read";
import { lockTrace, type WriteLock } from "./writeLock";
import type { SaveState } from "./writeQueue";

export interface OpenedTrace {
  readonly header: TraceHeader;
  readonly log: EditLog;
  readonly damage: Damage | null;
  /** What was left out, as it is about steps or images that are not there. */
  readonly strays: readonly Stray[];
  /** Null where the lock gives no right to write. */
  readonly journal: TraceJournal | null;
}

/** Small things by name; the caller knows their shape and checks it. */
export interface Settings {
  read(name: string): Promise<unknown>;
  write(name: string, value: unknown): Promise<void>;
}

/** Everything kept in this browser. */
export interface Storage extends Library {
  readonly images: StoredImages;
  readonly settings: Settings;
  /** The worst of what is being written: a failure, else work in hand, else all saved. */
  readonly state: SaveState;
  subscribe(listener: () => void): () => void;
  lock(id: TraceId): Promise<WriteLock>;
  open(id: TraceId, lock: WriteLock): Promise<Result<OpenedTrace, ReadFailure>>;
  /** Calls back when another tab has written to this trace. */
  follow(id: TraceId, listener: () => void): () => void;
  /** Writes all that waits, as when the page is being hidden. */
  flush(): Promise<void>;
  /** Bytes used and bytes there are; null where the browser does not say. */
  estimate(): Promise<{ readonly usedBytes: number; readonly quotaBytes: number } | null>;
  /** Asks the browser not to clear this storage by itself; whether it agreed. */
  persist(): Promise<boolean>;
  close(): Promise<void>;
}

export interface StorageOptions {
  readonly nowMillis?: () => number;
  /** The browser's locks where left out; null for none. */
  readonly locks?: LockManager | null;
  /** From an edit to its writing; 300 ms where left out. */
  readonly delayMillis?: number;
  /** Records after which a journal is folded; 2000 where left out. */
  readonly longestJournal?: number;
  /** Entries that can still be undone after that; 500 where left out. */
  readonly keptEntries?: number;
}

export async function openStorage(
  name = "sightline",
  options: StorageOptions = {},
): Promise<Result<Storage, StorageFailure>> {
  try {
    return ok(createStorage(await openDatabase(name), name, options));
  } catch (error) {
    return err(failureOf(error));
  }
}

function createStorage(database: Database, name: string, options: StorageOptions): Storage {
  const { nowMillis = Date.now, delayMillis = 300, locks = ambientLocks() } = options;
  const { longestJournal: longest = 2000, keptEntries: kept = 500 } = options;
  const { tell: onState, subscribe } = createListeners<void>();
  const hub = createHub(`${name}/tabs`);
  const images = createImages(database, { nowMillis });
  images.subscribe(onState);
  const onWritten = (trace: TraceId): void => hub.post({ kind: "written", trace });
  const journals = createJournals(database, { nowMillis, delayMillis, longest, kept, onWritten, onState });

  const lock: Storage["lock"] = (id) =>
    lockTrace(id, `${name}/trace/${id}`, {
      locks,
      hub,
      beforeLettingGo: () => journals.close(id),
      onStolen: () => journals.giveUp(id),
    });

  const flush = async (): Promise<void> => {
    await Promise.all([images.flush(), journals.flushAll()]);
  };

  return {
    ...createLibrary({ database, images, journals, lock, nowMillis }),
    images,
    settings: settingsIn(database),
    get state() {
      return worstOf([images.state, ...journals.states]);
    },
    subscribe,
    lock,
    async open(id, held) {
      // What could not be written cannot be read either: its journal goes on with what it holds.
      const unwritten = (await journals.close(id)) ? null : journals.reopen(id);
      if (unwritten && held.access === "write") return ok({ ...unwritten, damage: null, strays: [] });
      const read = await readJournal(database, id);
      if (!read.ok) return read;
      const { start, damage, strays } = read.value;
      const journal = held.access === "write" ? journals.open(start) : null;
      return ok({ header: start.header, log: start.log, damage, strays, journal });
    },
    follow: (id, listener) =>
      hub.subscribe((message) => {
        if (message.kind === "written" && message.trace === id) listener();
      }),
    flush,
    estimate: estimateSpace,
    persist: async () => (await globalThis.navigator?.storage?.persist?.()) ?? false,
    async close() {
      await flush();
      images.stop();
      journals.stopAll();
      hub.close();
      database.close();
    },
  };
}

// Missing on pages that are not secure, and in Node.
const ambientLocks = (): LockManager | null => globalThis.navigator?.locks ?? null;

const settingsIn = (database: Database): Settings => ({
  read: (key) => database.get("settings", key),
  async write(key, value) {
    await database.put("settings", value, key);
  },
});

const estimateSpace: Storage["estimate"] = async () => {
  const estimate = await globalThis.navigator?.storage?.estimate?.();
  return estimate ? { usedBytes: estimate.usage ?? 0, quotaBytes: estimate.quota ?? 0 } : null;
};

function worstOf(states: readonly SaveState[]): SaveState {
  const failed = states.find(({ kind }) => kind === "failed");
  const saving = states.find(({ kind }) => kind === "saving");
  const lastMillis = states.reduce(
    (last, state) => (state.kind === "saved" ? Math.max(last, state.atMillis) : last),
    0,
  );
  return failed ?? saving ?? { kind: "saved", atMillis: lastMillis };
}
