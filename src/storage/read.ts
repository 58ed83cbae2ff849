import type { IDBPTransaction } from "idb";
import { err, ok, type Result } from "../base";
import { type ParsedTrace, readTrace, type Stray, TRACE_VERSION, type TraceId, type TraceRefusal } from "../trace";
import { type Database, type JournalRecord, rangeOf, type Schema, type SnapshotRow } from "./database";
import { type Damage, type Folded, foldRecords, foldSnapshot } from "./fold";
import type { JournalStart } from "./journal";

/** Why a trace at rest is not opened. */
export type ReadFailure = TraceRefusal | { readonly code: "no-such-trace" };

export interface ReadJournal {
  readonly start: JournalStart;
  readonly damage: Damage | null;
  /** Judgements and the like of what is not there; the trace goes without them. */
  readonly strays: readonly Stray[];
}

const STORES = ["traces", "snapshots", "chunks", "records"] as const;
type Reading = IDBPTransaction<Schema, (typeof STORES)[number][], "readonly">;

/**
 * A trace as it was last written down: its snapshot, and the records since. Reads only, in one transaction.
 * Row after row is fetched and parsed: IndexedDB hands each over in a task of its own, so that the page stays awake.
 */
export async function readJournal(database: Database, id: TraceId): Promise<Result<ReadJournal, ReadFailure>> {
  const transaction = database.transaction([...STORES]);
  const header = await transaction.objectStore("traces").get(id);
  const row = await transaction.objectStore("snapshots").get(id);
  if (!header || !row) return err({ code: "no-such-trace" });
  if (header.version > TRACE_VERSION) return err({ code: "newer-version", version: header.version });
  const base = await readBase(transaction, row);
  if (!base.ok) return base;
  const snapshot = foldSnapshot(row, base.value);
  const { log, seq, damage, rest, strays, strayRecords, length } = await readRecords(transaction, snapshot);
  // A snapshot with bad entries or strays is kept as it is too, before it is written anew without them.
  const isSnapshotBad = snapshot.strays.length > 0 || (damage !== null && rest.length < damage.lost);
  const setAside = [...strayRecords, ...rest, ...(isSnapshotBad ? [row] : [])];
  return ok({ start: { header, log, seq, length, setAside }, damage, strays });
}

async function readBase(transaction: Reading, row: SnapshotRow): Promise<Result<ParsedTrace, TraceRefusal>> {
  const reader = readTrace(row.head);
  if (!reader.ok) return reader;
  for (let index = 0; index < row.chunkCount; index++) {
    const chunk = await transaction.objectStore("chunks").get([row.trace, index]);
    const added = reader.value.add(chunk?.steps);
    if (!added.ok) return added;
  }
  return reader.value.end();
}

const RECORDS_AT_ONCE = 200;

interface ReadRecords extends Folded {
  /** Records that could not be folded. */
  readonly rest: readonly JournalRecord[];
  /** How many could. */
  readonly length: number;
}

async function readRecords(transaction: Reading, snapshot: Folded): Promise<ReadRecords> {
  const { trace } = snapshot.log;
  const rest: JournalRecord[] = [];
  const strays = [...snapshot.strays];
  const strayRecords: JournalRecord[] = [];
  let folded: Folded = snapshot;
  for (let last = snapshot.seq, more = true; more; ) {
    const range = IDBKeyRange.bound([trace.id, last], rangeOf(trace.id).upper, true);
    const records = await transaction.objectStore("records").getAll(range, RECORDS_AT_ONCE);
    // After damage the records have lost their ground; they are only gathered.
    if (!folded.damage) {
      folded = foldRecords(folded.log, folded.seq, records);
      strays.push(...folded.strays);
      strayRecords.push(...folded.strayRecords);
    }
    rest.push(...records.filter(({ seq }) => seq > folded.seq));
    last = records.at(-1)?.seq ?? last;
    more = records.length === RECORDS_AT_ONCE;
  }
  const damage = folded.damage && { ...folded.damage, lost: (snapshot.damage?.lost ?? 0) + rest.length };
  return { ...folded, damage, strays, strayRecords, rest, length: folded.seq - snapshot.seq };
}
