import { createStore } from "zustand/vanilla";
import { err, ok, type Result } from "../base";
import type { RasterExecutor } from "../raster";
import type { Journal, Place } from "../session";
import { type OpenedTrace, packTrace, type Storage, type TraceJournal, unpackTrace, type WriteLock } from "../storage";
import type { StepId, TraceId } from "../trace";
import type { Failure, OpenTrace, SaveStatus, TraceStorage } from "../workspace/ports";

/** The storage as a workspace needs it: one write lock for each open trace, failures as codes with words. */
export function traceStorageOf(storage: Storage, executor: RasterExecutor): TraceStorage {
  const saveStatus = createStore<SaveStatus>(() => storage.state);
  storage.subscribe(() => saveStatus.setState(storage.state, true));
  const locks = new HeldLocks(storage);

  const open = async (id: TraceId): Promise<Result<OpenTrace, Failure>> => {
    const lock = await locks.lock(id);
    const opened = await storage.open(id, lock);
    if (!opened.ok) {
      await lock.release();
      return err(failure(opened.error));
    }
    return ok(openTrace(storage, id, lock, opened.value, () => locks.close(id, lock, opened.value.journal)));
  };

  return {
    open,
    async recent() {
      const listed = await storage.list();
      return listed.map(({ removedMillis, ...trace }) => ({ ...trace, removed: removedMillis !== null }));
    },
    async read(id) {
      const read = await storage.read(id);
      return read.ok ? read : err(failure({ code: read.error }));
    },
    runs: storage.runs,
    traceOfRun: storage.traceOfRun,
    async keep(trace, run = null) {
      const created = await storage.create(trace, null, run);
      return created.ok ? open(trace.id) : err(failure({ code: created.error }));
    },
    setThumbnail: storage.setThumbnail,
    remove: storage.putAway,
    restore: storage.bringBack,
    async pack(trace, { pictures } = { pictures: true }) {
      try {
        const packed = await packTrace(trace, pictures ? storage.images.read : async () => null);
        return packed.ok ? packed : err(failure(packed.error));
      } catch (thrown) {
        return err({ code: "pack-failed", message: String(thrown) });
      }
    },
    async unpack(file) {
      const unpacked = await unpackTrace(file);
      if (!unpacked.ok) return err(failure(unpacked.error));
      const { trace, images, missing, strays } = unpacked.value;
      for (const [id, bytes] of images) {
        const added = await executor.add(bytes, trace.images.get(id)?.name ?? "");
        if (!added.ok) return err({ ...added.error, message: added.error.code });
      }
      return ok({ trace, missing, strays });
    },
    saveStatus,
    flush: () => storage.flush(),
    setting: storage.settings.read,
    setSetting: storage.settings.write,
  };
}

/** The write locks that this tab has, also those of traces closed a moment ago. */
class HeldLocks {
  private readonly storage: Storage;
  // A trace closed a moment ago still has its lock; opening it again must not take that for another tab's.
  private closing: Promise<unknown> = Promise.resolve();
  // Of closed traces that could not be written to the end.
  private readonly unwritten = new Map<TraceId, WriteLock>();

  constructor(storage: Storage) {
    this.storage = storage;
  }

  async lock(id: TraceId): Promise<WriteLock> {
    await this.closing;
    const held = this.unwritten.get(id);
    if (held?.access !== "write") return this.storage.lock(id);
    this.unwritten.delete(id);
    return held;
  }

  close(id: TraceId, lock: WriteLock, journal: TraceJournal | null): void {
    this.closing = Promise.all([this.closing, this.release(id, lock, journal)]);
  }

  /** What is still unwritten goes to the disk before another tab may have the write lock. */
  private async release(id: TraceId, lock: WriteLock, journal: TraceJournal | null): Promise<void> {
    await this.storage.flush();
    if (!journal || (await journal.close())) return lock.release();
    this.unwritten.set(id, lock);
    const unsubscribe = journal.subscribe(() => {
      const { state } = journal;
      if (state.kind === "failed" && state.code !== "taken-over") return;
      unsubscribe();
      // Opened again in the meantime, it is let go of when that is closed.
      if (this.unwritten.get(id) !== lock) return;
      this.unwritten.delete(id);
      this.close(id, lock, journal);
    });
  }
}

function openTrace(
  storage: Storage,
  id: TraceId,
  lock: WriteLock,
  { header, log, damage, strays, journal }: OpenedTrace,
  release: () => void,
): OpenTrace {
  const stops: (() => void)[] = [];
  return {
    log,
    ...(header.run === undefined ? {} : { run: header.run }),
    place: parsePlace(header.place),
    journal: journal ?? NO_JOURNAL,
    losses: damage ? [damage.reason] : [],
    strays,
    writable: lock.access === "write",
    onChange(listener) {
      stops.push(
        lock.subscribe((access) => {
          if (access === "read") listener("lost-write-lock");
        }),
        storage.follow(id, () => listener("others-wrote")),
      );
      return () => {
        for (const stop of stops.splice(0)) stop();
      };
    },
    takeOver: () => lock.takeOver(),
    close() {
      for (const stop of stops.splice(0)) stop();
      release();
    },
  };
}

/** For a tab that may only read: it writes nothing, and the session refuses edits anyway. */
const NO_JOURNAL: Journal = { commit() {}, undo() {}, redo() {}, place() {} };

/** The place as it was written down; a person's place is worth no error, so anything else is no place. */
function parsePlace(value: unknown): Place | null {
  if (typeof value !== "object" || value === null || !("step" in value) || !("preferred" in value)) return null;
  const { step, preferred } = value;
  if (!(preferred instanceof Map) || (step !== null && typeof step !== "string")) return null;
  return { step: step as StepId | null, preferred };
}

const failure = (reason: { readonly code: string; readonly detail?: string }): Failure => ({
  ...reason,
  message: reason.code,
});
