import type { DialectName, LogRecord } from "../../dialect";
import type { GivenFile } from "../../opening";
import type { Failure, OpenLog } from "../ports";
import { type Imported, notify, type Workspace } from "../state";
import { readRecord, readRecords } from "./importing";
import { picturesOfLog, withChoice, withFiles } from "./pictures";
import { currentReading } from "./readings";

/** One run of a log as the open trace. `system` overrides what its words say of their dialect. */
export const openRecordAt = (
  workspace: Workspace,
  log: OpenLog,
  index: number,
  system: DialectName | null,
): Promise<Failure | null> => openRuns(workspace, log, [index], system);

/** Runs of one problem as one open trace, a branch for each. */
export async function openRuns(
  workspace: Workspace,
  log: OpenLog,
  indices: readonly number[],
  system: DialectName | null,
): Promise<Failure | null> {
  const records = await recordsAt(log, indices);
  if ("code" in records) return records;
  const pictures = await picturesOfLog(log);
  const { trace, reading } = await readRecords(workspace.edges, records, system, pictures);
  await workspace.documents.openImported(trace, { records, indices, pictures, log, readings: [reading] });
  return null;
}

export async function recordsAt(log: OpenLog, indices: readonly number[]): Promise<Imported["records"] | Failure> {
  const records: LogRecord[] = [];
  for (const index of indices) {
    const record = await log.record(index);
    if (!record) return unreadable(index);
    records.push(record);
  }
  const [first, ...others] = records;
  return first ? [first, ...others] : unreadable(-1);
}

const unreadable = (index: number): Failure => ({ code: "log-unreadable", message: String(index) });

/** Several runs, each as a trace of its own: all are kept, and the first is open afterwards. */
export async function openSeveral(
  workspace: Workspace,
  log: OpenLog,
  indices: readonly number[],
  system: DialectName | null,
): Promise<Failure | null> {
  const [first, ...others] = indices;
  const pictures = await picturesOfLog(log);
  for (const index of others) {
    const record = await log.record(index);
    if (!record) return unreadable(index);
    const { trace } = await readRecord(workspace.edges, record, system, pictures);
    const kept = await workspace.edges.storage.keep(trace);
    if (!kept.ok) return kept.error;
    kept.value.close();
  }
  return first === undefined ? null : openRecordAt(workspace, log, first, system);
}

/** Opens the run again, now that a person has given pictures for it. */
export async function givePictures(workspace: Workspace, files: readonly GivenFile[]): Promise<Failure | null> {
  const { imported } = workspace.documents.store.getState();
  if (!imported) return null;
  const { missingImages } = currentReading(workspace, imported).report;
  const pictures = await withFiles(imported.pictures, files);
  const [only] = files;
  const [missing] = missingImages;
  // One picture given for one that is missing is that one, whatever its name.
  const isThatOne = files.length === 1 && missingImages.length === 1 && only && missing;
  return openAgain(workspace, imported, isThatOne ? withChoice(pictures, missing, only.path) : pictures);
}

/** Opens the run again, with the picture that a person says is meant by a name. */
export async function choosePicture(workspace: Workspace, name: string, path: string): Promise<Failure | null> {
  const { imported } = workspace.documents.store.getState();
  return imported && openAgain(workspace, imported, withChoice(imported.pictures, name, path));
}

/**
 * Opens what the open trace was made of anew, with other pictures. What a person made of that trace stays kept, and
 * they are told where; one of which nothing was made is put away, or every try would leave another.
 */
async function openAgain(workspace: Workspace, before: Imported, pictures: Imported["pictures"]): Promise<null> {
  const { documents, edges, session, view } = workspace;
  const { system } = currentReading(workspace, before);
  const { trace, reading } = await readRecords(edges, before.records, system, pictures);
  const imported: Imported = { ...before, pictures, readings: [reading] };
  const open = documents.store.getState();
  const isWorkedOn = session.store.getState().log?.entries.length !== 0;
  await documents.openImported(trace, imported);
  // Another document may have been opened meanwhile, and a trace that is not kept takes no other's place.
  const isInPlace = open.imported === before && documents.store.getState().keptAs === trace.id;
  if (!isInPlace || open.keptAs === null) return null;
  if (isWorkedOn) notify(view, { kind: "work-before-kept" });
  else await edges.storage.remove(open.keptAs).catch(() => {});
  return null;
}
