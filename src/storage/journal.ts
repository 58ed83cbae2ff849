import type { ImageId } from "../action";
import { must } from "../base";
import {
  commitEntry,
  type Edit,
  type EditLog,
  encodeLogEntry,
  isKept,
  type LogEntry,
  redoEntry,
  TRACE_VERSION,
  undoEntry,
} from "../trace";
import { type Database, type JournalRecord, rangeOf, type SnapshotRow, type TraceHeader } from "./database";
import { type Snapshot, snapshotOf } from "./fold";
import { createWriteQueue, type WriteQueue } from "./writeQueue";

/** Where one trace is written down as it grows. Fits the session's journal. */
export interface TraceJournal extends Pick<WriteQueue, "state" | "flush" | "subscribe"> {
  commit(entry: LogEntry): void;
  undo(): void;
  redo(): void;
  /** Where the person is; any value that can be cloned. */
  place(place: unknown): void;
  /**
   * Writes what is left and stops. False where that failed: then it stays open, and tries again. What another tab has
   * taken over is not tried again.
   */
  close(): Promise<boolean>;
}

export interface JournalStart {
  readonly header: TraceHeader;
  readonly log: EditLog;
  /** Of the last record that counts. */
  readonly seq: number;
  /** Records since the snapshot. */
  readonly length: number;
  /** What could not be read, to be set aside before the first write. */
  readonly setAside: readonly (JournalRecord | SnapshotRow)[];
}

export interface JournalOptions {
  readonly delayMillis: number;
  nowMillis(): number;
  /** Called when something has been written. */
  onWritten(): void;
  /** A journal longer than this is folded into a snapshot. */
  readonly longest: number;
  /** Entries that a snapshot can still take back, at least. */
  readonly kept: number;
}

/** A journal that can also be told that its tab no longer writes. */
export interface OwnedJournal extends TraceJournal {
  /** What it holds by now, written or not. */
  current(): Pick<JournalStart, "header" | "log">;
  giveUp(): void;
}

export function createJournal(database: Database, start: JournalStart, options: JournalOptions): OwnedJournal {
  let { header, log, seq, length, setAside } = start;
  let waiting: JournalRecord[] = [];
  let headerWaits = false;
  // Entries before this one are in the snapshot's trace, and not among those that it can take back.
  let floor = 0;
  // How far back undo has gone since the snapshot, also if it came forward again before anything was written.
  let lowest = log.cursor;
  const asked = new Set<number>();

  const append = (kind: JournalRecord["kind"], entry: unknown, next: EditLog): void => {
    log = next;
    lowest = Math.min(lowest, log.cursor);
    seq += 1;
    waiting.push({ trace: header.id, seq, kind, entry });
    queue.touch();
  };

  const write = async (strict: boolean): Promise<void> => {
    const batch = [...waiting];
    headerWaits = false;
    header = headerAfter(header, log, batch.length > 0 ? options.nowMillis() : header.updatedMillis);
    if (setAside.length > 0) await quarantine(database, start, options);
    setAside = [];
    try {
      // Records that undo what the snapshot no longer remembers could not be folded: a new snapshot takes their place.
      if (lowest < floor) await fold();
      else await writeBatch(database, header, batch, { asked, durability: strict ? "strict" : "default" });
    } catch (error) {
      headerWaits = true;
      throw error;
    }
    const written = new Set(batch);
    waiting = waiting.filter((record) => !written.has(record));
    length += batch.length;
    options.onWritten();
    if (length > options.longest && waiting.length === 0) await fold();
  };

  /** Folds all there is into a snapshot. */
  const fold = async (): Promise<void> => {
    const snapshot = snapshotOf(log, seq, options.kept);
    const base = log.cursor - snapshot.row.cursor;
    const lowestBefore = lowest;
    lowest = log.cursor;
    try {
      await writeSnapshot(database, snapshot, header);
    } catch (error) {
      lowest = Math.min(lowest, lowestBefore);
      throw error;
    }
    length = 0;
    floor = base;
  };

  const queue = createWriteQueue({ ...options, write, waiting: () => waiting.length > 0 || headerWaits });

  return {
    get state() {
      return queue.state;
    },
    commit(entry) {
      append("commit", encodeLogEntry(entry), must(commitEntry(log, entry)));
      header = { ...header, images: [...new Set([...header.images, ...keptImagesIn(entry.edit)])] };
    },
    undo: () => append("undo", null, must(undoEntry(log))),
    redo: () => append("redo", null, must(redoEntry(log))),
    place(place) {
      header = { ...header, place };
      headerWaits = true;
      queue.touch();
    },
    flush: () => queue.flush(),
    subscribe: (listener) => queue.subscribe(listener),
    async close() {
      await queue.flush();
      if (waiting.length > 0) return queue.isStopped;
      queue.stop(null);
      return true;
    },
    current: () => ({ header, log }),
    giveUp: () => queue.stop("taken-over"),
  };
}

/**
 * One transaction with everything not known to be written, so that no later record can be on disk without the
 * earlier. All requests go out before the first is awaited: a page being closed may not run again.
 */
async function writeBatch(
  database: Database,
  header: TraceHeader,
  batch: readonly JournalRecord[],
  { asked, durability }: { readonly asked: Set<number>; readonly durability: IDBTransactionDurability },
): Promise<void> {
  const transaction = database.transaction(["traces", "records"], "readwrite", { durability });
  const records = transaction.objectStore("records");
  // A record of this number by another tab must not be written over, but one of our own, asked for twice, may.
  const requests: Promise<unknown>[] = batch.map((record) =>
    asked.has(record.seq) ? records.put(record) : records.add(record),
  );
  for (const record of batch) asked.add(record.seq);
  requests.push(transaction.objectStore("traces").put(header));
  // Left to itself, the transaction ends when its page has heard of every request; a page being closed never does.
  transaction.commit();
  try {
    await Promise.all([...requests, transaction.done]);
  } catch (error) {
    throw transaction.error ?? error;
  }
}

const headerAfter = (header: TraceHeader, { trace }: EditLog, updatedMillis: number): TraceHeader => ({
  ...header,
  updatedMillis,
  title: trace.title,
  stepCount: trace.steps.size,
  version: TRACE_VERSION,
});

/** The images that an edit adds and that nothing can make again. */
export function keptImagesIn(edit: Edit): readonly ImageId[] {
  if (edit.kind === "batch") return edit.edits.flatMap(keptImagesIn);
  return edit.kind === "add-image" && isKept(edit.image) ? [edit.image.id] : [];
}

/** Moves what could not be read out of the journal's way, and writes down anew what could. Nothing is thrown away. */
async function quarantine(database: Database, start: JournalStart, options: JournalOptions): Promise<void> {
  const { header, log, seq, setAside } = start;
  const trace = log.trace.id;
  const transaction = database.transaction(["records", "damaged"], "readwrite");
  await Promise.all([
    transaction.objectStore("damaged").add({ trace, atMillis: options.nowMillis(), records: setAside }),
    transaction.objectStore("records").delete(IDBKeyRange.bound([trace, seq], rangeOf(trace).upper, true)),
    transaction.done,
  ]);
  await writeSnapshot(database, snapshotOf(log, seq, options.kept), header);
}

/**
 * Puts a snapshot in the place of the journal up to it, in one transaction with the header.
 * Each row is waited for before the next is handed over: copying a long trace in one go would stop the page.
 */
export async function writeSnapshot(
  database: Database,
  { row, chunks }: Snapshot,
  header: TraceHeader,
  isNew = false,
): Promise<void> {
  const { trace, seq } = row;
  const transaction = database.transaction(["traces", "records", "snapshots", "chunks"], "readwrite");
  const traces = transaction.objectStore("traces");
  try {
    await (isNew ? traces.add(header) : traces.put(header));
    await transaction.objectStore("chunks").delete(rangeOf(trace));
    for (const [index, steps] of chunks.entries()) await transaction.objectStore("chunks").put({ trace, index, steps });
    await transaction.objectStore("snapshots").put(row);
    await transaction.objectStore("records").delete(rangeOf(trace, seq));
  } catch (error) {
    // The transaction fails with the request, and is heard of once.
    await transaction.done.catch(() => {});
    throw error;
  }
  await transaction.done;
}
