import { err, ok, type Result } from "../base";
import type { EditLog, Trace, TraceId, TraceRefusal } from "../trace";
import { type Claim, claimTrace } from "./claim";
import { type Database, openDatabase, type TraceHeader } from "./database";
import { failureOf, type StorageFailure } from "./failure";
import type { Damage } from "./fold";
import { createHub } from "./hub";
import { createImages, type StoredImages } from "./images";
import type { TraceJournal } from "./journal";
import { createJournals } from "./journals";
import { readJournal } from "./read";
import { createTrace, eraseTrace, type Listed, listTraces, namedImages } from "./traces";
import type { SaveState } from "./writeQueue";

export type OpenFailure = TraceRefusal | { readonly code: "no-such-trace" };

export interface OpenedTrace {
  readonly header: TraceHeader;
  readonly log: EditLog;
  readonly damage: Damage | null;
  /** Null where the claim gives no right to write. */
  readonly journal: TraceJournal | null;
}

/** Small things by name; the caller knows their shape and checks it. */
export interface Settings {
  read(name: string): Promise<unknown>;
  write(name: string, value: unknown): Promise<void>;
}

/** Everything kept in this browser. */
export interface Storage {
  readonly images: StoredImages;
  readonly settings: Settings;
  /** The worst of what is being written: a failure, else work in hand, else all saved. */
  readonly state: SaveState;
  subscribe(listener: () => void): () => void;
  /** Every trace, those in the bin too, last touched first. */
  list(): Promise<readonly Listed[]>;
  /** Writes a new trace down. Its past edits, if it had any, are not taken along. */
  create(trace: Trace, place: unknown): Promise<Result<TraceHeader, StorageFailure>>;
  claim(id: TraceId): Promise<Claim>;
  open(id: TraceId, claim: Claim): Promise<Result<OpenedTrace, OpenFailure>>;
  /** Calls back when another tab has written to this trace. */
  follow(id: TraceId, listener: () => void): () => void;
  /** Gives a trace that no tab is writing another title. */
  rename(id: TraceId, title: string): Promise<Result<void, "in-use" | OpenFailure["code"]>>;
  duplicate(
    id: TraceId,
    copy: TraceId,
    title: string,
  ): Promise<Result<TraceHeader, StorageFailure | OpenFailure["code"]>>;
  putAway(id: TraceId): Promise<void>;
  bringBack(id: TraceId): Promise<void>;
  /** For good, with every image that no other trace names. */
  erase(id: TraceId): Promise<void>;
  setThumbnail(id: TraceId, thumbnail: Blob): Promise<void>;
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
  const { nowMillis = Date.now, delayMillis = 300, longestJournal: longest = 2000, locks = ambientLocks() } = options;
  const listeners = new Set<() => void>();
  const onState = (): void => {
    for (const listener of listeners) listener();
  };
  const hub = createHub(`${name}/tabs`);
  const images = createImages(database, { nowMillis });
  images.subscribe(onState);
  const onWritten = (trace: TraceId): void => hub.post({ kind: "written", trace });
  const journals = createJournals(database, { nowMillis, delayMillis, longest, onWritten, onState });

  const create: Storage["create"] = async (trace, place) => {
    try {
      return ok(await createTrace(database, trace, place, nowMillis()));
    } catch (error) {
      return err(failureOf(error));
    }
  };

  const claim: Storage["claim"] = (id) =>
    claimTrace(id, `${name}/trace/${id}`, {
      locks,
      hub,
      beforeLettingGo: () => journals.close(id),
      onRobbed: () => journals.giveUp(id),
    });

  const open: Storage["open"] = async (id, held) => {
    await journals.close(id);
    const read = await readJournal(database, id);
    if (!read.ok) return read;
    const { start, damage } = read.value;
    const journal = held.access === "write" ? journals.open(start) : null;
    return ok({ header: start.header, log: start.log, damage, journal });
  };

  const retitle = async (id: TraceId, title: string, held: Claim): ReturnType<Storage["rename"]> => {
    if (held.access === "read" || journals.has(id)) return err("in-use");
    const opened = await open(id, held);
    if (!opened.ok) return err(opened.error.code);
    const { journal } = opened.value;
    journal?.commit({ edit: { kind: "entitle", title }, name: "entitle", atMillis: nowMillis(), group: null });
    await journal?.close();
    return ok(undefined);
  };

  return {
    images,
    settings: settingsIn(database),
    get state() {
      return worstOf([images.state, ...journals.states]);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    list: () => listTraces(database),
    create,
    claim,
    open,
    follow: (id, listener) =>
      hub.subscribe((message) => {
        if (message.kind === "written" && message.trace === id) listener();
      }),
    async rename(id, title) {
      const held = await claim(id);
      return retitle(id, title, held).finally(() => held.release());
    },
    async duplicate(id, copy, title) {
      await journals.flush(id);
      const read = await readJournal(database, id);
      if (!read.ok) return err(read.error.code);
      const { header, log } = read.value.start;
      return create({ ...log.trace, id: copy, title }, header.place);
    },
    async putAway(id) {
      await database.put("bin", nowMillis(), id);
    },
    bringBack: (id) => database.delete("bin", id),
    async erase(id) {
      journals.giveUp(id);
      await eraseTrace(database, id);
      await images.sweep(await namedImages(database));
    },
    async setThumbnail(id, thumbnail) {
      await database.put("thumbnails", thumbnail, id);
    },
    async flush() {
      await Promise.all([images.flush(), journals.flushAll()]);
    },
    estimate: estimateSpace,
    persist: async () => (await globalThis.navigator?.storage?.persist?.()) ?? false,
    async close() {
      await this.flush();
      images.stop();
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
