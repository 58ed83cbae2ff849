import type { ImageId } from "../action";
import { factsOfTrace, isKept, logOf, TRACE_VERSION, type Trace, type TraceFacts, type TraceId } from "../trace";
import { type Database, rangeOf, type TraceHeader } from "./database";
import { snapshotOf } from "./fold";
import { writeSnapshot } from "./journal";

/** One trace in a list. */
export interface Listed extends TraceHeader {
  readonly thumbnail: Blob | null;
  /** When it was put into the bin; null where it is not there. */
  readonly removedMillis: number | null;
}

/** Every trace, those in the bin too, last touched first. */
export async function listTraces(database: Database): Promise<readonly Listed[]> {
  const transaction = database.transaction(["traces", "thumbnails", "bin"]);
  const headers = await transaction.objectStore("traces").getAll();
  const listed = await Promise.all(
    headers.map(async (header) => ({
      ...header,
      thumbnail: (await transaction.objectStore("thumbnails").get(header.id)) ?? null,
      removedMillis: (await transaction.objectStore("bin").get(header.id)) ?? null,
    })),
  );
  return listed.sort((a, b) => b.updatedMillis - a.updatedMillis);
}

/** A trace that was made of a run, and what is known of it. */
export interface KeptRun {
  readonly run: string;
  readonly trace: TraceId;
  readonly facts: TraceFacts | null;
}

/** Every run of which a trace is kept and not in the bin: once each, by the trace that was touched last. */
export async function listRuns(database: Database): Promise<readonly KeptRun[]> {
  const transaction = database.transaction(["traces", "bin"]);
  const binned = new Set(await transaction.objectStore("bin").getAllKeys());
  const runs = new Map<string, TraceHeader>();
  for (const header of await transaction.objectStore("traces").index("run").getAll()) {
    const { run, id, updatedMillis } = header;
    const other = run === undefined ? undefined : runs.get(run);
    if (run === undefined || binned.has(id) || (other && other.updatedMillis > updatedMillis)) continue;
    runs.set(run, header);
  }
  return [...runs].map(([run, { id, facts = null }]) => ({ run, trace: id, facts }));
}

/** The trace that was made of a run: of several the one touched last, one in the bin only where there is no other. */
export async function traceOfRun(database: Database, run: string): Promise<TraceId | null> {
  const transaction = database.transaction(["traces", "bin"]);
  const binned = new Set(await transaction.objectStore("bin").getAllKeys());
  const headers = await transaction.objectStore("traces").index("run").getAll(run);
  const age = ({ id, updatedMillis }: TraceHeader): number => updatedMillis - (binned.has(id) ? BINNED_MILLIS : 0);
  return headers.sort((a, b) => age(b) - age(a))[0]?.id ?? null;
}

/** More than any time that a trace can be touched at: what is in the bin comes behind all else. */
const BINNED_MILLIS = 1e15;

/** Writes a new trace down, as a snapshot without a past. Rejects where the id is taken. */
export async function createTrace(
  database: Database,
  trace: Trace,
  place: unknown,
  createdMillis: number,
  run: string | null = null,
): Promise<TraceHeader> {
  const header: TraceHeader = {
    id: trace.id,
    title: trace.title,
    createdMillis,
    updatedMillis: createdMillis,
    stepCount: trace.steps.size,
    place,
    images: [...trace.images.values()].filter(isKept).map(({ id }) => id),
    version: TRACE_VERSION,
    ...(run === null ? {} : { run }),
    facts: factsOfTrace(trace),
  };
  await writeSnapshot(database, snapshotOf(logOf(trace), 0, 0), header, true);
  return header;
}

/** Removes all that was written of a trace, but for its images. */
export async function eraseTrace(database: Database, id: TraceId): Promise<void> {
  const transaction = database.transaction(
    ["traces", "records", "snapshots", "chunks", "thumbnails", "bin"],
    "readwrite",
  );
  await Promise.all([
    transaction.objectStore("traces").delete(id),
    transaction.objectStore("records").delete(rangeOf(id)),
    transaction.objectStore("snapshots").delete(id),
    transaction.objectStore("chunks").delete(rangeOf(id)),
    transaction.objectStore("thumbnails").delete(id),
    transaction.objectStore("bin").delete(id),
    transaction.done,
  ]);
}

/** The kept images that any trace has or had, those in the bin too. */
export async function namedImages(database: Database): Promise<ReadonlySet<ImageId>> {
  const headers = await database.getAll("traces");
  return new Set(headers.flatMap(({ images }) => images));
}
