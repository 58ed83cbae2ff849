import { createStore, type StoreApi } from "zustand/vanilla";
import { err } from "../../base";
import type { LogRecord, OpeningPorts, Unread } from "../../opening";
import type { StepId } from "../../trace";
import type { Desk } from "../desk";
import type { Failure, Services } from "../ports";

/** A log that holds several runs, while a person chooses one. */
export interface LogList {
  readonly fileName: string;
  readonly records: readonly LogRecord[];
  readonly unread: readonly Unread[];
  /** Pictures that came with the log, by file name. */
  readonly pictures: ReadonlyMap<string, Blob>;
}

/** Nothing of it is kept: choosing a record makes a trace, and the list can be read again from the file. */
export const logList: StoreApi<LogList | null> = createStore<LogList | null>(() => null);

/** A log longer than this would stop the page while it is read, bytes. */
const MOST_BYTES = 200 * 1024 * 1024;

/** Opens another system's log: its only run at once, else the list to choose from. */
export async function openLog(desk: Desk, file: File, pictures: readonly File[]): Promise<Failure | null> {
  if (file.size > MOST_BYTES) return { code: "log-too-large", message: file.name };
  // Twenty dialects are of no use before the first log is opened.
  const { readLog } = await import("../../opening");
  const log = readLog(await file.text());
  // Any words at all read as one turn of a model; in a file that claims to be JSON that is a guess too far.
  const records = /\.json$/i.test(file.name) ? log.records.filter(({ form }) => form !== "words") : log.records;
  const { unread } = log;
  const named = new Map(pictures.map((picture) => [picture.name, picture]));
  const [only] = records;
  if (!only) return { code: "nothing-understood", message: file.name, detail: whatWasUnread(unread) };
  if (records.length === 1) return openLogRecord(desk, only, named);
  logList.setState({ fileName: file.name, records, unread, pictures: named }, true);
  desk.view.setState({ dialog: "records", failure: null });
  return null;
}

/** One run of a log as the open trace. */
export async function openLogRecord(
  desk: Desk,
  record: LogRecord,
  pictures: ReadonlyMap<string, Blob>,
): Promise<Failure | null> {
  const { openRecord } = await import("../../opening");
  const { services } = desk;
  const { trace, report } = await openRecord(record, services.newTraceId(), portsOf(services, pictures));
  return desk.documents.openImported(trace, { record, report, pictures });
}

/** Opens the run again, now that a person has given pictures for it. */
export async function givePictures(desk: Desk, files: readonly File[]): Promise<Failure | null> {
  const { imported } = desk.documents.store.getState();
  if (!imported) return null;
  const pictures = new Map([...imported.pictures, ...files.map((file) => [file.name, file] as const)]);
  const [only] = files;
  const [missing] = imported.report.missingImages;
  // One picture given for one that is missing is that one, whatever its name.
  if (files.length === 1 && imported.report.missingImages.length === 1 && only && missing)
    pictures.set(fileNameOf(missing), only);
  return openLogRecord(desk, imported.record, pictures);
}

const portsOf = ({ images }: Services, pictures: ReadonlyMap<string, Blob>): OpeningPorts => ({
  async find(reference) {
    const picture = reference.kind === "data" ? await blobOf(reference.url) : pictures.get(fileNameOf(reference.name));
    const added = picture ? await images.add(picture, reference.kind === "name" ? reference.name : "") : null;
    return added?.ok ? added.value.record : null;
  },
  look: async (action) => {
    const seen = await images.look(action);
    return seen.ok ? seen : err(String(seen.error));
  },
  nextStepId: () => crypto.randomUUID() as StepId,
  nowMillis: () => Date.now(),
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

const fileNameOf = (path: string): string => path.split(/[/\\]/).at(-1) ?? path;

export const whatWasUnread = (unread: readonly Unread[]): string =>
  unread
    .slice(0, 20)
    .map(({ place, code, excerpt }) => `${place}: ${code} ${excerpt.slice(0, 80)}`)
    .join("\n");
