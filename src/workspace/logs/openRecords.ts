import type { DialectName, LogRecord } from "../../dialect";
import type { GivenFile, OpenedRecord, OpeningPorts } from "../../opening";
import type { Trace } from "../../trace";
import type { Edges, Failure, OpenLog } from "../ports";
import { type AmbiguousPicture, type Imported, notify, type Pictures, type Workspace } from "../state";
import { pictureNamed, picturesOfLog, withChoice, withFiles } from "./pictures";

/** One run of a log as the open trace. `system` overrides what its words say of their dialect. */
export async function openRecordAt(
  workspace: Workspace,
  log: OpenLog,
  index: number,
  system: DialectName | null,
): Promise<Failure | null> {
  const record = await log.record(index);
  if (!record) return { code: "log-unreadable", message: String(index) };
  return openLogRecord(workspace, { record, system, log, pictures: await picturesOfLog(log) });
}

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
    if (!record) return { code: "log-unreadable", message: String(index) };
    const { trace } = (await traceOf(workspace.edges, { record, system, pictures })).opened;
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
  const pictures = await withFiles(imported.pictures, files);
  const [only] = files;
  const [missing] = imported.report.missingImages;
  // One picture given for one that is missing is that one, whatever its name.
  const isThatOne = files.length === 1 && imported.report.missingImages.length === 1 && only && missing;
  return openAgain(workspace, imported, {
    pictures: isThatOne ? withChoice(pictures, missing, only.path) : pictures,
  });
}

/** Opens the run again, with the picture that a person says is meant by a name. */
export async function choosePicture(workspace: Workspace, name: string, path: string): Promise<Failure | null> {
  const { imported } = workspace.documents.store.getState();
  return imported && openAgain(workspace, imported, { pictures: withChoice(imported.pictures, name, path) });
}

/** Reads the open run again as another system's; null lets its words say whose it is. */
export async function readAs(workspace: Workspace, system: DialectName | null): Promise<Failure | null> {
  const { imported } = workspace.documents.store.getState();
  return imported && openAgain(workspace, imported, { system });
}

type Asked = Pick<Imported, "record" | "system" | "pictures" | "log">;

async function openLogRecord(workspace: Workspace, asked: Asked): Promise<null> {
  const { trace, imported } = await importedOf(workspace.edges, asked);
  await workspace.documents.openImported(trace, imported);
  return null;
}

/**
 * Opens the run of the open trace anew. What a person made of that trace stays kept, and they are told where; one of
 * which nothing was made is put away, or every try would leave another.
 */
async function openAgain(workspace: Workspace, before: Imported, otherwise: Partial<Asked>): Promise<null> {
  const { documents, edges, session, view } = workspace;
  const { trace, imported } = await importedOf(edges, { ...before, ...otherwise });
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

async function importedOf(
  edges: Edges,
  { record, system, pictures, log }: Asked,
): Promise<{ readonly trace: Trace; readonly imported: Imported }> {
  const { opened, ambiguous } = await traceOf(edges, { record, system, pictures });
  const { trace, report } = opened;
  return { trace, imported: { record, report, system, pictures, ambiguous, log } };
}

async function traceOf(
  edges: Edges,
  { record, system, pictures }: { record: LogRecord; system: DialectName | null; pictures: Pictures },
): Promise<{ readonly opened: OpenedRecord; readonly ambiguous: readonly AmbiguousPicture[] }> {
  // Twenty dialects are of no use before the first log is opened.
  const { openRecord } = await import("../../opening");
  const ambiguous = new Map<string, AmbiguousPicture>();
  const ports = portsOf(edges, pictures, (one) => ambiguous.set(one.name, one));
  const id = edges.ambient.nextTraceId();
  const opened = await (system === null ? openRecord(record, id, ports) : openRecord(record, id, ports, system));
  return { opened, ambiguous: [...ambiguous.values()] };
}

const portsOf = (
  { images, ambient }: Edges,
  pictures: Pictures,
  ask: (ambiguous: AmbiguousPicture) => void,
): OpeningPorts => ({
  async find(reference) {
    const isData = reference.kind === "data";
    const picture = await (isData ? blobOf(reference.url) : pictureNamed(pictures, reference.name, ask));
    const added = picture ? await images.add(picture, isData ? "" : reference.name) : null;
    return added?.ok ? added.value.record : null;
  },
  executor: images,
  nextStepId: () => ambient.nextStepId(),
  nowMillis: () => ambient.nowMillis(),
});

/** The bytes of a `data:` address; null where it is not one, so that a log makes the page fetch nothing. */
async function blobOf(url: string): Promise<Blob | null> {
  if (!url.startsWith("data:image/")) return null;
  try {
    return await (await fetch(url)).blob();
  } catch {
    return null;
  }
}
