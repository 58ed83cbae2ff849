import { err, ok, type Result } from "../base";
import { ME, type Trace, type TraceId } from "../trace";
import type { Database, TraceHeader } from "./database";
import { failureOf, type StorageFailure } from "./failure";
import type { OwnedImages } from "./images";
import type { Journals } from "./journals";
import { type ReadFailure, readJournal } from "./read";
import {
  createTrace,
  eraseTrace,
  type KeptRun,
  type Listed,
  listRuns,
  listTraces,
  namedImages,
  traceOfRun,
} from "./traces";
import type { WriteLock } from "./writeLock";

/** All traces of this browser, to choose from and to put in order. */
export interface Library {
  /** Every trace, those in the bin too, last touched first. */
  list(): Promise<readonly Listed[]>;
  /** A trace as it was last written down, read beside whoever is writing it. */
  read(id: TraceId): Promise<Result<Trace, ReadFailure["code"]>>;
  /** Writes a new trace down. Its past edits, if it had any, are not taken along. */
  create(trace: Trace, place: unknown, run?: string | null): Promise<Result<TraceHeader, StorageFailure>>;
  /** Every run of which a trace is kept. */
  runs(): Promise<readonly KeptRun[]>;
  traceOfRun(run: string): Promise<TraceId | null>;
  /** Gives a trace that no tab is writing another title. */
  rename(id: TraceId, title: string): Promise<Result<void, "in-use" | ReadFailure["code"]>>;
  duplicate(
    id: TraceId,
    copy: TraceId,
    title: string,
  ): Promise<Result<TraceHeader, StorageFailure | ReadFailure["code"]>>;
  putAway(id: TraceId): Promise<void>;
  bringBack(id: TraceId): Promise<void>;
  /** For good, with every image that no other trace names. */
  erase(id: TraceId): Promise<void>;
  setThumbnail(id: TraceId, thumbnail: Blob): Promise<void>;
}

export interface LibraryTools {
  readonly database: Database;
  readonly images: OwnedImages;
  readonly journals: Journals;
  lock(id: TraceId): Promise<WriteLock>;
  nowMillis(): number;
}

export function createLibrary({ database, images, journals, lock, nowMillis }: LibraryTools): Library {
  const create: Library["create"] = async (trace, place, run = null) => {
    try {
      return ok(await createTrace(database, trace, place, nowMillis(), run));
    } catch (error) {
      return err(failureOf(error));
    }
  };

  const retitle = async (id: TraceId, title: string, held: WriteLock): ReturnType<Library["rename"]> => {
    if (held.access === "read" || journals.has(id)) return err("in-use");
    const read = await readJournal(database, id);
    if (!read.ok) return err(read.error.code);
    const journal = journals.open(read.value.start);
    journal.commit({
      edit: { kind: "entitle", title },
      author: { kind: "human", rater: ME.id },
      name: "entitle",
      atMillis: nowMillis(),
      group: null,
    });
    await journal.close();
    return ok(undefined);
  };

  return {
    list: () => listTraces(database),
    async read(id) {
      await journals.flush(id);
      const read = await readJournal(database, id);
      return read.ok ? ok(read.value.start.log.trace) : err(read.error.code);
    },
    create,
    runs: () => listRuns(database),
    traceOfRun: (run) => traceOfRun(database, run),
    async rename(id, title) {
      const held = await lock(id);
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
  };
}
