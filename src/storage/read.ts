import { err, ok, type Result } from "../base";
import { TRACE_VERSION, type TraceId, type TraceRefusal } from "../trace";
import { type Database, rangeOf } from "./database";
import { type Damage, foldRecords, foldSnapshot } from "./fold";
import type { JournalStart } from "./journal";

export interface ReadJournal {
  readonly start: JournalStart;
  readonly damage: Damage | null;
}

/** A trace as it was last written down: its snapshot, and the records since. Reads only. */
export async function readJournal(
  database: Database,
  id: TraceId,
): Promise<Result<ReadJournal, TraceRefusal | { readonly code: "no-such-trace" }>> {
  const transaction = database.transaction(["traces", "snapshots", "chunks", "records"]);
  const [header, row, chunks, records] = await Promise.all([
    transaction.objectStore("traces").get(id),
    transaction.objectStore("snapshots").get(id),
    transaction.objectStore("chunks").getAll(rangeOf(id)),
    transaction.objectStore("records").getAll(rangeOf(id)),
  ]);
  if (!header || !row) return err({ code: "no-such-trace" });
  if (header.version > TRACE_VERSION) return err({ code: "newer-version", version: header.version });
  const snapshot = foldSnapshot({ row, chunks: chunks.map(({ steps }) => steps) });
  if (!snapshot.ok) return snapshot;
  // Where the snapshot's own entries are damaged, what came after them has lost its ground.
  const { log, seq } = snapshot.value;
  const folded = snapshot.value.damage
    ? { ...snapshot.value, damage: { ...snapshot.value.damage, lost: snapshot.value.damage.lost + records.length } }
    : foldRecords(log, seq, records);
  const setAside = records.filter((record) => record.seq > folded.seq);
  const start = { header, log: folded.log, seq: folded.seq, length: records.length - setAside.length, setAside };
  return ok({ start, damage: folded.damage });
}
