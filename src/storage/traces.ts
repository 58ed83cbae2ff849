import type { ImageId } from "../action";
import { isKept, logOf, TRACE_VERSION, type Trace, type TraceId } from "../trace";
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

/** Writes a new trace down, as a snapshot without a past. Rejects where the id is taken. */
export async function createTrace(
  database: Database,
  trace: Trace,
  place: unknown,
  createdMillis: number,
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
