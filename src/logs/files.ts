import type { Unread } from "../dialect";
import type { GivenFile } from "../opening";
import { BEGINNING_BYTES, type ByteSource, isPictureName, openSource, unread } from "../opening";
import { type Archive, type ArchiveMember, archiveKind, type OpenArchive } from "./archive";
import { joinEvents, type NamedFile } from "./eventFiles";
import { gunzipped, nameWithin } from "./gzip";
import { evalLog } from "./inspect";
import { openTar } from "./tar";
import { samplesLog } from "./webdataset";
import type { LogFile, WholeLog } from "./whole";
import { workbookLog } from "./workbook";

/** What was given to be opened, sorted: logs to read, pictures to find by name, and what is neither. */
export interface GivenLogs {
  readonly logs: readonly LogFile[];
  readonly pictures: ReadonlyMap<string, () => Promise<Blob | null>>;
  readonly unread: readonly Unread[];
}

const LOG = /\.(?:jsonl?|ndjson|ipynb|parquet|txt|log|out|md|tsv|csv)$|\bevents\.out\.tfevents\.[^/]*$/i;
const ARCHIVE = /\.(?:zip|eval|xlsx|tar|tgz|gz)$/i;
/** Tables and values that are not read, and what a person does about it is said with the code. */
const OTHERS: readonly (readonly [RegExp, string])[] = [
  [/\.(?:xlsb?|ods|arrow|feather|h5|hdf5)$/i, "unread-table"],
  [/\.(?:db|db3|sqlite3?|duckdb)$/i, "database"],
  [/\.(?:pkl|pickle|pt|pth)$/i, "pickle"],
  [/\.(?:zst|xz|bz2|7z|rar)$/i, "unknown-packing"],
];
/** The code of what is said of a file that is not opened, whatever is in it; null where its name tells nothing. */
export const refusedByName = (path: string): string | null =>
  OTHERS.find(([pattern]) => pattern.test(path))?.[1] ?? null;

/** Of all logs in an archive together, unpacked. */
const MOST_UNPACKED_BYTES = 2 ** 30;
/** A zip of workbooks in a tar is looked into; what is packed deeper is not. */
const DEEPEST = 3;

export async function sortFiles(files: readonly GivenFile[], openZip: OpenArchive): Promise<GivenLogs> {
  const sorting = new Sorting(openZip);
  const others = files.filter(({ path, file }) => !isPicture(path, file));
  for (const { path, file } of files) if (isPicture(path, file)) sorting.pictures.set(path, async () => file);
  const joined = await joinEvents(others);
  for (const { path, file } of joined) await sorting.add({ path, file, alone: joined.length === 1, depth: 0 });
  return sorting;
}

const isPicture = (path: string, file: Blob): boolean => isPictureName(path) || file.type.startsWith("image/");

/** What systems leave lying about in folders and zips. */
const isSystemFile = (path: string): boolean => /(?:^|\/)(?:__MACOSX\/|\.|Thumbs\.db|desktop\.ini)|\/$/i.test(path);

interface Item {
  readonly path: string;
  readonly file: Blob;
  readonly alone: boolean;
  readonly depth: number;
}

class Sorting implements GivenLogs {
  readonly logs: LogFile[] = [];
  readonly pictures = new Map<string, () => Promise<Blob | null>>();
  readonly unread: Unread[] = [];
  private unpackedBytes = 0;
  private readonly openZip: OpenArchive;

  constructor(openZip: OpenArchive) {
    this.openZip = openZip;
  }

  async add(item: Item): Promise<void> {
    const { path, file, alone } = item;
    const kind = await archiveKind(file);
    if (kind === "gzip") return this.unpack(item);
    if (kind) return this.archive(item, await (kind === "zip" ? this.openZip : openTar)(file));
    const other = refusedByName(path);
    if (other) this.skip(path, other);
    else if (alone || LOG.test(path)) this.logs.push(fileLog(path, file, alone));
    else if (!isSystemFile(path)) this.skip(path, "not-a-log");
  }

  private skip(place: string, code: string): void {
    this.unread.push(unread(place, code, ""));
  }

  private async unpack(item: Item): Promise<void> {
    const unpacked = await gunzipped(item.file, MOST_UNPACKED_BYTES - this.unpackedBytes);
    if (!unpacked || item.depth >= DEEPEST) return this.skip(item.path, "too-large");
    this.unpackedBytes += unpacked.file.size;
    if (unpacked.cutOff) this.skip(item.path, "cut-off");
    await this.add({ ...item, path: nameWithin(item.path), file: unpacked.file, depth: item.depth + 1 });
  }

  private async archive(item: Item, opened: Awaited<ReturnType<OpenArchive>>): Promise<void> {
    const { path, depth } = item;
    if (!opened.ok || depth >= DEEPEST) return this.skip(path, opened.ok ? "too-large" : opened.error);
    if (opened.value.cutOff) this.skip(path, "cut-off");
    const members = opened.value.members.filter(({ name }) => !isSystemFile(name));
    const whole = wholeLog(path, { ...opened.value, members });
    if (!whole) return this.members(item, members);
    const { log, tellsApart } = whole;
    this.logs.push({ ...log, alone: true, beginning: () => beginningOf(tellsApart) });
    for (const picture of whole.pictures) this.pictures.set(picture.name, () => contentOf(picture));
  }

  /** Logs that were packed together with their pictures. */
  private async members({ path, depth }: Item, members: readonly ArchiveMember[]): Promise<void> {
    const found = members.filter(({ name }) => LOG.test(name) || ARCHIVE.test(name));
    for (const member of members) {
      if (isPictureName(member.name)) this.pictures.set(member.name, () => contentOf(member));
      else if (!found.includes(member)) this.skip(`${path}, ${member.name}`, refusedByName(member.name) ?? "not-a-log");
    }
    const unpacked = found.reduce((sum, { bytes }) => sum + bytes, this.unpackedBytes);
    if (unpacked > MOST_UNPACKED_BYTES) return this.skip(path, "too-large");
    this.unpackedBytes = unpacked;
    const files: NamedFile[] = [];
    for (const member of found) {
      const bytes = await member.read();
      if (bytes.ok) files.push({ path: member.name, file: new Blob([bytes.value]) });
      else this.skip(`${path}, ${member.name}`, bytes.error);
    }
    for (const file of await joinEvents(files))
      await this.add({ ...file, alone: found.length === 1, depth: depth + 1 });
  }
}

/** Null where an archive holds logs, and is none itself. */
const wholeLog = (path: string, archive: Archive): WholeLog | null =>
  workbookLog(path, archive) ?? evalLog(path, archive) ?? samplesLog(path, archive);

async function contentOf(member: ArchiveMember): Promise<Blob | null> {
  const bytes = await member.read();
  return bytes.ok ? new Blob([bytes.value]) : null;
}

async function beginningOf(member: ArchiveMember | undefined): Promise<string> {
  const bytes = await member?.read();
  return bytes?.ok ? new TextDecoder().decode(bytes.value.subarray(0, BEGINNING_BYTES)) : "";
}

const fileLog = (name: string, file: Blob, alone: boolean): LogFile => ({
  name,
  bytes: file.size,
  alone,
  beginning: () => file.slice(0, BEGINNING_BYTES).text(),
  open: () => openSource(blobSource(name, file)),
});

const blobSource = (name: string, blob: Blob): ByteSource => ({
  name,
  size: blob.size,
  slice: async (from, to) => new Uint8Array(await blob.slice(from, to).arrayBuffer()),
  async *stream() {
    const reader = blob.stream().getReader();
    try {
      for (let piece = await reader.read(); !piece.done; piece = await reader.read()) yield piece.value;
    } finally {
      // Whoever stops reading early lets the file go.
      void reader.cancel().catch(() => {});
    }
  },
});
