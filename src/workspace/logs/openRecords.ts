import { createTurns, type InTurn } from "../../base";
import type { DialectName, LogRecord } from "../../dialect";
import type { GivenFile } from "../../opening";
import type { TraceId } from "../../trace";
import type { Failure, OpenLog } from "../ports";
import type { Imported, Workspace } from "../state";
import { readRecord, readRecords, type TriedReading } from "./importing";
import { noPictures, picturesOfLog, withChoice, withFiles } from "./pictures";
import { currentReading, isWorkedOn, picturesOfProblem, takeReading } from "./readings";
import { connectRecords, keptTraceOf, nameOfRecords, openTraceOfRun } from "./reopening";

/** One run of a log as the open trace. `system` overrides what its words say of their dialect. */
export const openRecordAt = (
  workspace: Workspace,
  log: OpenLog,
  index: number,
  system: DialectName | null,
): Promise<Failure | null> => openRuns(workspace, log, [index], system);

const turns = new WeakMap<OpenLog, InTurn>();

/**
 * Runs of one problem as one open trace, a branch for each. What was opened before is opened again, not made anew: nor is
 * what is being opened, as by a double click.
 */
export function openRuns(
  workspace: Workspace,
  log: OpenLog,
  indices: readonly number[],
  system: DialectName | null,
): Promise<Failure | null> {
  const inTurn = turns.get(log) ?? createTurns();
  turns.set(log, inTurn);
  return inTurn(() => openOrMake(workspace, { log, indices, system }));
}

async function openOrMake(workspace: Workspace, asked: Asked): Promise<Failure | null> {
  const { log, indices, system } = asked;
  const run = await nameOfRecords(log, indices);
  const kept = await keptTraceOf(workspace.edges, run);
  if (kept !== null) return openAgain(workspace, kept, asked);
  const records = await recordsAt(log, indices);
  if ("code" in records) return records;
  const pictures = await picturesOfLog(log);
  const { trace, reading } = await readRecords(workspace.edges, records, system, pictures);
  await workspace.documents.openImported(trace, { records, indices, pictures, log, readings: [reading] }, run);
  return null;
}

interface Asked {
  readonly log: OpenLog;
  readonly indices: readonly number[];
  readonly system: DialectName | null;
}

/** The document that a run is already, tied to its log; in the words of another system, where a person asks for that. */
async function openAgain(workspace: Workspace, kept: TraceId, asked: Asked): Promise<Failure | null> {
  const failure = await openTraceOfRun(workspace, kept);
  return failure ?? connect(workspace, asked);
}

/** Ties the open document to the runs of a log that it was made of. Where they are gone from it, it stays as it is. */
export async function connect(workspace: Workspace, { log, indices, system }: Asked): Promise<Failure | null> {
  const records = await recordsAt(log, indices);
  if ("code" in records) return null;
  const pictures = await picturesOfLog(log);
  const connected = await connectRecords(workspace, { records, indices, pictures, log });
  if (!connected) return null;
  const { imported, tried } = connected;
  const before = currentReading(workspace, imported);
  if (system !== null && system !== before.report.system)
    return takeReading(workspace, imported, await readRecords(workspace.edges, records, system, pictures));
  const read = tried.find(({ reading }) => reading.root === before.root);
  return read && (await lacksPictures(workspace, imported, read)) ? takeToday(workspace, imported, read) : null;
}

/** Takes a reading as it comes out today, in the place of the open one of the same words. */
function takeToday(workspace: Workspace, imported: Imported, { trace, reading }: TriedReading): Failure | null {
  const [root] = trace.children.get(null) ?? [];
  return root === undefined ? null : takeReading(workspace, imported, { trace, reading: { ...reading, root } }, true);
}

/** Whether the open trace has stand-ins where a reading has the pictures: the log came without them the first time. */
async function lacksPictures(
  { edges, session }: Workspace,
  { records }: Imported,
  { trace, reading }: TriedReading,
): Promise<boolean> {
  const open = session.store.getState().log?.trace;
  const [root] = trace.children.get(null) ?? [];
  if (!open || root === undefined) return false;
  const shown = String(picturesOfProblem(open, reading.root));
  if (shown === String(picturesOfProblem(trace, root))) return false;
  const bare = await readRecords(edges, records, reading.report.system, await noPictures());
  return shown === String(picturesOfProblem(bare.trace, bare.reading.root));
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
    const run = await nameOfRecords(log, [index]);
    if ((await keptTraceOf(workspace.edges, run)) !== null) continue;
    const record = await log.record(index);
    if (!record) return unreadable(index);
    const { trace } = await readRecord(workspace.edges, record, system, pictures);
    const kept = await workspace.edges.storage.keep(trace, run);
    if (!kept.ok) return kept.error;
    kept.value.close();
  }
  return first === undefined ? null : openRecordAt(workspace, log, first, system);
}

/** Takes in the pictures that a person has given for the open run. */
export async function givePictures(workspace: Workspace, files: readonly GivenFile[]): Promise<Failure | null> {
  const { imported } = workspace.documents.store.getState();
  if (!imported) return null;
  const { missingImages } = currentReading(workspace, imported).report;
  const pictures = await withFiles(imported.pictures, files);
  const [only] = files;
  const [missing] = missingImages;
  // One picture given for one that is missing is that one, whatever its name.
  const isThatOne = files.length === 1 && missingImages.length === 1 && only && missing;
  return withPictures(workspace, imported, isThatOne ? withChoice(pictures, missing, only.path) : pictures);
}

/** Takes the picture that a person says is meant by a name. */
export async function choosePicture(workspace: Workspace, name: string, path: string): Promise<Failure | null> {
  const { imported } = workspace.documents.store.getState();
  return imported && withPictures(workspace, imported, withChoice(imported.pictures, name, path));
}

/**
 * Reads what the open trace was made of with other pictures. A trace of which nothing was made is put away, and the new
 * one takes its place; else the reading stands in the trace itself, and what was said of the steps before is said of it.
 */
async function withPictures(
  workspace: Workspace,
  before: Imported,
  pictures: Imported["pictures"],
): Promise<Failure | null> {
  const { documents, edges, session } = workspace;
  const { system } = currentReading(workspace, before);
  const tried = await readRecords(edges, before.records, system, pictures);
  const open = documents.store.getState();
  const { log } = session.store.getState();
  // Another document may have been opened meanwhile.
  if (open.imported !== before || !log) return null;
  const imported: Imported = { ...before, pictures };
  if (isWorkedOn(log)) {
    documents.connect(imported);
    return takeReading(workspace, imported, tried, true);
  }
  await documents.openImported(tried.trace, { ...imported, readings: [tried.reading] }, open.run);
  // A trace that is not kept takes no other's place.
  if (open.keptAs !== null && documents.store.getState().keptAs === tried.trace.id)
    await edges.storage.remove(open.keptAs).catch(() => {});
  return null;
}
