import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { ImageId } from "../action";
import type { TraceFacts, TraceId } from "../trace";

/** What a list of traces shows without opening any. Written by the journal alone, whole, in the records' transaction. */
export interface TraceHeader {
  readonly id: TraceId;
  readonly title: string;
  readonly createdMillis: number;
  readonly updatedMillis: number;
  readonly stepCount: number;
  /** Where the person was; the caller's own value, as it was given. */
  readonly place: unknown;
  /** Images that the trace has or had and that nothing can make again: what an undone edit names is still needed to redo it. */
  readonly images: readonly ImageId[];
  /**
   * The latest version of the trace format that anything of the journal is written in. Parts of it may be older: the
   * snapshot and each entry say their own.
   */
  readonly version: number;
  /** The run of a log, or of a batch, that the trace was made of; left out where it was made of none. */
  readonly run?: string;
  /** Left out until the trace is next written to, where it was kept before there were any. */
  readonly facts?: TraceFacts;
}

/** One line of a journal. `seq` grows by one from record to record. */
export interface JournalRecord {
  readonly trace: TraceId;
  readonly seq: number;
  readonly kind: "commit" | "undo" | "redo";
  /** An encoded log entry; null for undo and redo. */
  readonly entry: unknown;
}

/** The journal up to and with `seq`, folded: a trace, the entries since, and how many of those count. */
export interface SnapshotRow {
  readonly trace: TraceId;
  readonly seq: number;
  /** An encoded trace but for its steps, which lie in `chunks`. */
  readonly head: unknown;
  readonly chunkCount: number;
  readonly entries: readonly unknown[];
  readonly cursor: number;
}

export interface ImageRow {
  readonly id: ImageId;
  readonly blob: Blob;
  readonly mime: string;
  readonly savedMillis: number;
}

export interface Schema extends DBSchema {
  traces: { key: TraceId; value: TraceHeader; indexes: { run: string } };
  records: { key: [TraceId, number]; value: JournalRecord };
  snapshots: { key: TraceId; value: SnapshotRow };
  chunks: { key: [TraceId, number]; value: { trace: TraceId; index: number; steps: readonly unknown[] } };
  // Apart from the header, so that neither is written over with a stale copy of the other.
  thumbnails: { key: TraceId; value: Blob };
  bin: { key: TraceId; value: number };
  // Records that could not be folded, as they were found.
  damaged: { key: number; value: { trace: TraceId; atMillis: number; records: readonly unknown[] } };
  images: { key: ImageId; value: ImageRow };
  settings: { key: string; value: unknown };
}

export type Database = IDBPDatabase<Schema>;

/** 2: traces are found by the run that they were made of. */
const VERSION = 2;

export function openDatabase(name: string): Promise<Database> {
  return openDB<Schema>(name, VERSION, {
    upgrade(database, before, _after, transaction) {
      if (before < 1) createStores(database);
      transaction.objectStore("traces").createIndex("run", "run");
    },
    // A tab with a later version waits for this one to let go.
    blocking: (_now, _later, { target }) => {
      if (target instanceof IDBDatabase) target.close();
    },
  });
}

function createStores(database: Database): void {
  database.createObjectStore("traces", { keyPath: "id" });
  database.createObjectStore("records", { keyPath: ["trace", "seq"] });
  database.createObjectStore("snapshots", { keyPath: "trace" });
  database.createObjectStore("chunks", { keyPath: ["trace", "index"] });
  database.createObjectStore("thumbnails");
  database.createObjectStore("bin");
  database.createObjectStore("damaged", { autoIncrement: true });
  database.createObjectStore("images", { keyPath: "id" });
  database.createObjectStore("settings");
}

/** All keys `[trace, number]` of one trace. */
export const rangeOf = (trace: TraceId, last = Number.POSITIVE_INFINITY): IDBKeyRange =>
  IDBKeyRange.bound([trace, Number.NEGATIVE_INFINITY], [trace, last]);
