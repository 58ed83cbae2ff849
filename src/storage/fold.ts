import { err, ok, type Result } from "../base";
import {
  commitEntry,
  type EditLog,
  encodeLogEntry,
  encodeTrace,
  logOf,
  type ParsedTrace,
  parseLogEntry,
  redoEntry,
  type Stray,
  undoEntry,
  withoutStrays,
} from "../trace";
import type { JournalRecord, SnapshotRow } from "./database";

/** Where a journal could not be read on. The trace is as it was before that record. */
export interface Damage {
  readonly seq: number;
  readonly reason: "gap" | "unreadable" | "refused";
  readonly detail: string;
  /** Records from there on, that one included. */
  readonly lost: number;
}

export interface Folded {
  readonly log: EditLog;
  /** Of the last record that counts. */
  readonly seq: number;
  readonly damage: Damage | null;
  /** What was left out so that the rest could be read. */
  readonly strays: readonly Stray[];
  /** The records that these stand in, as they were found. */
  readonly strayRecords: readonly JournalRecord[];
}

/**
 * `records`, in order, done to `log`; `seq` is that of the record before the first. Stops at the first that is bad. One
 * that only judges what is not there is no such: it counts, without that judgement.
 */
export function foldRecords(log: EditLog, seq: number, records: readonly JournalRecord[]): Folded {
  const strays: Stray[] = [];
  const strayRecords: JournalRecord[] = [];
  let folded = log;
  const upTo = (last: number, damage: Omit<Damage, "seq"> | null): Folded => ({
    log: folded,
    seq: last,
    damage: damage && { seq: last + 1, ...damage },
    strays,
    strayRecords,
  });
  for (const [index, record] of records.entries()) {
    const expected = seq + index + 1;
    const lost = records.length - index;
    if (record.seq !== expected) return upTo(expected - 1, { reason: "gap", detail: `${record.seq}`, lost });
    const next = foldRecord(folded, record);
    if (!next.ok) return upTo(expected - 1, { ...next.error, lost });
    folded = next.value.log;
    if (next.value.strays.length > 0) strayRecords.push(record);
    strays.push(...next.value.strays.map((stray) => ({ ...stray, place: `record ${record.seq}` })));
  }
  return upTo(seq + records.length, null);
}

interface FoldedRecord {
  readonly log: EditLog;
  readonly strays: readonly Omit<Stray, "place">[];
}

function foldRecord(log: EditLog, record: JournalRecord): Result<FoldedRecord, Pick<Damage, "reason" | "detail">> {
  if (record.kind === "undo" || record.kind === "redo") {
    const next = record.kind === "undo" ? undoEntry(log) : redoEntry(log);
    return next.ok ? ok({ log: next.value, strays: [] }) : err({ reason: "refused", detail: next.error });
  }
  const entry = parseLogEntry(record.entry, log.trace);
  if (!entry.ok) return err({ reason: "unreadable", detail: entry.error });
  const next = commitEntry(log, entry.value);
  if (next.ok) return ok({ log: next.value, strays: [] });
  const sifted = withoutStrays(log.trace, entry.value.edit);
  const rest = sifted ? commitEntry(log, { ...entry.value, edit: sifted.edit }) : next;
  if (!rest.ok) return err({ reason: "refused", detail: next.error });
  return ok({ log: rest.value, strays: sifted?.strays ?? [] });
}

/** Steps in one row of a snapshot: each row is read, or written, in a pause that nobody notices. */
const CHUNK_STEPS = 500;

export interface Snapshot {
  readonly row: SnapshotRow;
  readonly chunks: readonly (readonly unknown[])[];
}

/** The log as a snapshot: the trace as it was some hundred entries ago, and those entries, so that undo goes on. */
export function snapshotOf(log: EditLog, seq: number, keptEntries: number): Snapshot {
  const base = rewound(log, keptEntries);
  const { steps, ...head } = encodeTrace(base.trace);
  const chunks = Array.from({ length: Math.ceil(steps.length / CHUNK_STEPS) }, (_, i) =>
    steps.slice(i * CHUNK_STEPS, (i + 1) * CHUNK_STEPS),
  );
  const entries = log.entries.slice(base.cursor).map(encodeLogEntry);
  const row = { trace: log.trace.id, seq, head, chunkCount: chunks.length, entries, cursor: log.cursor - base.cursor };
  return { row, chunks };
}

/** At least `entries` steps of undo back, or all there are. Groups are not cut. */
function rewound(log: EditLog, entries: number): EditLog {
  let base = log;
  while (log.cursor - base.cursor < entries) {
    const earlier = undoEntry(base);
    if (!earlier.ok) break;
    base = earlier.value;
  }
  return base;
}

/** The log of a snapshot whose trace has been read. Its entries are checked like any record's. */
export function foldSnapshot(row: SnapshotRow, { trace, strays }: ParsedTrace): Folded {
  const records = row.entries.map((entry, i) => ({ trace: row.trace, seq: i + 1, kind: "commit" as const, entry }));
  const folded = foldRecords(logOf(trace), 0, records);
  let { log } = folded;
  while (log.cursor > row.cursor) {
    const earlier = undoEntry(log);
    if (!earlier.ok) break;
    log = earlier.value;
  }
  return {
    log,
    seq: row.seq,
    damage: folded.damage && { ...folded.damage, seq: row.seq },
    strays: [...strays, ...folded.strays],
    // The row that they are in is set aside as a whole.
    strayRecords: [],
  };
}
