import { err, type Result } from "../base";
import {
  commitEntry,
  type EditLog,
  encodeLogEntry,
  encodeTrace,
  logOf,
  parseLogEntry,
  redoEntry,
  type Trace,
  undoEntry,
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
}

/** `records`, in order, done to `log`; `seq` is that of the record before the first. Stops at the first that is bad. */
export function foldRecords(log: EditLog, seq: number, records: readonly JournalRecord[]): Folded {
  let folded = log;
  for (const [index, record] of records.entries()) {
    const expected = seq + index + 1;
    const lost = records.length - index;
    if (record.seq !== expected) return damaged(folded, expected - 1, { reason: "gap", detail: `${record.seq}`, lost });
    const next = foldRecord(folded, record);
    if (!next.ok) return damaged(folded, expected - 1, { ...next.error, lost });
    folded = next.value;
  }
  return { log: folded, seq: seq + records.length, damage: null };
}

const damaged = (log: EditLog, seq: number, damage: Omit<Damage, "seq">): Folded => ({
  log,
  seq,
  damage: { seq: seq + 1, ...damage },
});

function foldRecord(log: EditLog, record: JournalRecord): Result<EditLog, Pick<Damage, "reason" | "detail">> {
  if (record.kind === "undo" || record.kind === "redo") {
    const next = record.kind === "undo" ? undoEntry(log) : redoEntry(log);
    return next.ok ? next : err({ reason: "refused", detail: next.error });
  }
  const entry = parseLogEntry(record.entry, log.trace);
  if (!entry.ok) return err({ reason: "unreadable", detail: entry.error });
  const next = commitEntry(log, entry.value);
  return next.ok ? next : err({ reason: "refused", detail: next.error });
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
export function foldSnapshot(row: SnapshotRow, trace: Trace): Folded {
  const records = row.entries.map((entry, i) => ({ trace: row.trace, seq: i + 1, kind: "commit" as const, entry }));
  const folded = foldRecords(logOf(trace), 0, records);
  let { log } = folded;
  while (log.cursor > row.cursor) {
    const earlier = undoEntry(log);
    if (!earlier.ok) break;
    log = earlier.value;
  }
  return { log, seq: row.seq, damage: folded.damage && { ...folded.damage, seq: row.seq } };
}
