import type { Result } from "../base";
import type { Unread } from "../dialect";
import type { GivenFile } from "../opening";
import { type ByteSource, isPictureName, unread } from "../opening";

/** One file in a zip. Sizes in bytes, unpacked; refusals are kebab-case codes. */
export interface ZipMember {
  readonly name: string;
  readonly bytes: number;
  read(): Promise<Result<Uint8Array<ArrayBuffer>, string>>;
}

/** What is in a zip; refuses what is none, or is damaged. */
export type OpenZip = (zip: Blob) => Promise<Result<readonly ZipMember[], string>>;

/** What was given to be opened, sorted: logs to read, pictures to find by name, and what is neither. */
export interface GivenLogs {
  readonly logs: readonly LogFile[];
  readonly pictures: ReadonlyMap<string, () => Promise<Blob | null>>;
  readonly unread: readonly Unread[];
}

export interface LogFile {
  readonly source: ByteSource;
  /** Given by itself: then a person means it, whatever is in it. */
  readonly alone: boolean;
}

const LOG = /\.(?:jsonl?|ndjson|ipynb|parquet|txt|log|out|md)$/i;
/** Of all logs in a zip together, unpacked. */
const MOST_UNPACKED_BYTES = 2 ** 30;

export async function sortFiles(files: readonly GivenFile[], openZip: OpenZip): Promise<GivenLogs> {
  const logs: LogFile[] = [];
  const pictures = new Map<string, () => Promise<Blob | null>>();
  const skipped: Unread[] = [];
  const others = files.filter(({ path, file }) => !isPictureName(path) && !file.type.startsWith("image/"));
  for (const { path, file } of files) {
    if (isPictureName(path) || file.type.startsWith("image/")) pictures.set(path, async () => file);
    else if (await isZip(file)) {
      const inside = await sortZip(path, file, openZip);
      logs.push(...inside.logs);
      for (const [name, picture] of inside.pictures) pictures.set(name, picture);
      skipped.push(...inside.unread);
    } else if (others.length === 1 || LOG.test(path))
      logs.push({ source: blobSource(path, file), alone: others.length === 1 });
    else if (!isSystemFile(path)) skipped.push(unread(path, "not-a-log", ""));
  }
  return { logs, pictures, unread: skipped };
}

async function isZip(file: Blob): Promise<boolean> {
  const [a, b, c, d] = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  return a === 80 && b === 75 && c === 3 && d === 4;
}

/** What systems leave lying about in folders and zips. */
const isSystemFile = (path: string): boolean => /(?:^|\/)(?:__MACOSX\/|\.|Thumbs\.db|desktop\.ini)|\/$/i.test(path);

async function sortZip(path: string, file: Blob, openZip: OpenZip): Promise<GivenLogs> {
  const listed = await openZip(file);
  if (!listed.ok) return { logs: [], pictures: new Map(), unread: [unread(path, listed.error, "")] };
  const entries = listed.value.filter(({ name }) => !isSystemFile(name));
  const isLog = ({ name }: ZipMember): boolean => LOG.test(name);
  const skipped = entries.filter((entry) => !isLog(entry) && !isPictureName(entry.name));
  const pictures = entries.filter(({ name }) => isPictureName(name));
  const found = entries.filter(isLog);
  const unreadable = skipped.map(({ name }) => unread(`${path}, ${name}`, "not-a-log", ""));
  const unpacked = found.reduce((sum, { bytes }) => sum + bytes, 0);
  if (unpacked > MOST_UNPACKED_BYTES) return { logs: [], pictures: new Map(), unread: [unread(path, "too-large", "")] };
  const logs: LogFile[] = [];
  for (const entry of found) {
    const bytes = await entry.read();
    const alone = found.length === 1;
    if (bytes.ok) logs.push({ source: blobSource(entry.name, new Blob([bytes.value])), alone });
    else unreadable.push(unread(`${path}, ${entry.name}`, bytes.error, ""));
  }
  return {
    logs,
    pictures: new Map(pictures.map((entry) => [entry.name, () => pictureIn(entry)])),
    unread: unreadable,
  };
}

async function pictureIn(entry: ZipMember): Promise<Blob | null> {
  const bytes = await entry.read();
  return bytes.ok ? new Blob([bytes.value]) : null;
}

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
