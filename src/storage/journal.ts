import type { ImageId } from "../action";
import { must } from "../base";
import {
  commitEntry,
  type Edit,
  type EditLog,
  encodeLogEntry,
  factsOfTrace,
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
  const contents = new JournalContents(database, start, options);
  const queue = createWriteQueue({
    ...options,
    write: (strict) => contents.write(strict),
    waiting: () => contents.isWaiting,
  });
  const append: JournalContents["append"] = (...record) => {
    contents.append(...record);
    queue.touch();
  };
  return {
    get state() {
      return queue.state;
    },
    commit(entry) {
      append("commit", encodeLogEntry(entry), must(commitEntry(contents.log, entry)));
      contents.keepImages(keptImagesIn(entry.edit));
    },
    undo: () => append("undo", null, must(undoEntry(contents.log))),
    redo: () => append("redo", null, must(redoEntry(contents.log))),
    place(place) {
      contents.place(place);
      queue.touch();
    },
    flush: () => queue.flush(),
    subscribe: (listener) => queue.subscribe(listener),
    async close() {
      await queue.flush();
      if (contents.hasRecordsWaiting) return queue.isStopped;
      queue.stop(null);
      return true;
    },
    current: () => ({ header: contents.header, log: contents.log }),
    giveUp: () => queue.stop("taken-over"),
  };
}

/** What a journal holds by now, and what of it is still to be written. */
class JournalContents {
  header: TraceHeader;
  log: EditLog;
  private seq: number;
  private length: number;
  private setAside: JournalStart["setAside"];
  private waiting: JournalRecord[] = [];
  private headerWaits = false;
  // Entries before this one are in the snapshot's trace, and not among those that it can take back.
  private floor = 0;
  // How far back undo has gone since the snapshot, also if it came forward again before anything was written.
  private lowest: number;
  private readonly asked = new Set<number>();
  private readonly database: Database;
  private readonly start: JournalStart;
  private readonly options: JournalOptions;

  constructor(database: Database, start: JournalStart, options: JournalOptions) {
    this.database = database;
    this.start = start;
    this.options = options;
    this.header = start.header;
    this.log = start.log;
    this.seq = start.seq;
    this.length = start.length;
    this.setAside = start.setAside;
    this.lowest = start.log.cursor;
  }

  get isWaiting(): boolean {
    return this.hasRecordsWaiting || this.headerWaits;
  }

  get hasRecordsWaiting(): boolean {
    return this.waiting.length > 0;
  }

  append(kind: JournalRecord["kind"], entry: unknown, next: EditLog): void {
    this.log = next;
    this.lowest = Math.min(this.lowest, next.cursor);
    this.seq += 1;
    this.waiting.push({ trace: this.header.id, seq: this.seq, kind, entry });
  }

  keepImages(images: readonly ImageId[]): void {
    if (images.length > 0) this.header = { ...this.header, images: [...new Set([...this.header.images, ...images])] };
  }

  place(place: unknown): void {
    this.header = { ...this.header, place };
    this.headerWaits = true;
  }

  async write(strict: boolean): Promise<void> {
    const { database, options, asked } = this;
    const batch = [...this.waiting];
    this.headerWaits = false;
    const updatedMillis = batch.length > 0 ? options.nowMillis() : this.header.updatedMillis;
    this.header = headerAfter(this.header, this.log, updatedMillis);
    if (this.setAside.length > 0) await quarantine(database, this.start, options);
    this.setAside = [];
    try {
      // Records that undo what the snapshot no longer remembers could not be folded: a new snapshot takes their place.
      if (this.lowest < this.floor) await this.fold();
      else await writeBatch(database, this.header, batch, { asked, durability: strict ? "strict" : "default" });
    } catch (error) {
      this.headerWaits = true;
      throw error;
    }
    const written = new Set(batch);
    this.waiting = this.waiting.filter((record) => !written.has(record));
    this.length += batch.length;
    options.onWritten();
    if (this.length > options.longest && this.waiting.length === 0) await this.fold();
  }

  /** Folds all there is into a snapshot. */
  private async fold(): Promise<void> {
    const { log } = this;
    const snapshot = snapshotOf(log, this.seq, this.options.kept);
    const base = log.cursor - snapshot.row.cursor;
    const lowestBefore = this.lowest;
    this.lowest = log.cursor;
    try {
      await writeSnapshot(this.database, snapshot, this.header);
    } catch (error) {
      this.lowest = Math.min(this.lowest, lowestBefore);
      throw error;
    }
    this.length = 0;
    this.floor = base;
  }
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
  facts: factsOfTrace(trace),
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
