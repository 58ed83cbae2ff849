import type { DialectName, LogRecord, Unread } from "../dialect";
import type { GivenFile, LogFacts, LogProgress } from "../opening";
import {
  entryOf,
  type LogItem,
  type LogSource,
  type RecordEntry,
  type RecordFilter,
  recordTest,
  soundsLikeRun,
  unread,
} from "../opening";
import type { OpenArchive } from "./archive";
import { sortFiles } from "./files";
import type { LogFile } from "./whole";

/** So many of the pieces not understood are kept with their first words; of the others only the place and the reason. */
const MOST_EXCERPTS = 10_000;
const PROGRESS_EVERY_MILLIS = 100;

/**
 * The logs that are open, in the worker: an entry for each record, and never the records themselves.
 * Reading them again is a seek in a file.
 */
export interface LogReader {
  open(files: readonly GivenFile[], tell: (progress: LogProgress) => void): Promise<LogFacts>;
  /** How many entries fit; `rows` are then of these. */
  find(filter: RecordFilter): number;
  rows(from: number, to: number): readonly RecordEntry[];
  record(index: number): Promise<LogRecord | null>;
  unread(from: number, to: number): readonly Unread[];
  picture(path: string): Promise<Blob | null>;
}

/** What the reader is handed: a clock, and a way into zips. */
export interface LogReaderPorts {
  nowMillis(): number;
  readonly openZip: OpenArchive;
}

export function createLogReader({ nowMillis, openZip }: LogReaderPorts): LogReader {
  let sources: readonly LogSource[] = [];
  let pictures: ReadonlyMap<string, () => Promise<Blob | null>> = new Map();
  let listing = new Listing([]);
  let found: readonly number[] | null = null;

  return {
    async open(files, tell) {
      const given = await sortFiles(files, openZip);
      ({ pictures } = given);
      sources = given.logs.map((log) => log.open());
      listing = new Listing(given.logs);
      for (const piece of given.unread) listing.skip(piece);
      const totalBytes = given.logs.reduce((sum, { bytes }) => sum + bytes, 0);
      let told = nowMillis();
      for await (const readBytes of listing.fill(sources)) {
        if (nowMillis() - told < PROGRESS_EVERY_MILLIS) continue;
        told = nowMillis();
        tell({ readBytes, totalBytes, records: listing.entries.length, unread: listing.skipped.length });
        await breath();
      }
      return {
        records: listing.entries.length,
        unread: listing.skipped.length,
        systems: systemsOf(listing.entries),
        pictures: [...pictures.keys()],
      };
    },
    find(filter) {
      const fits = recordTest(filter);
      found = listing.entries.flatMap((entry) => (fits(entry) ? [entry.index] : []));
      return found.length;
    },
    rows(from, to) {
      const { entries } = listing;
      const indices = found?.slice(from, to) ?? entries.slice(from, to).map(({ index }) => index);
      return indices.flatMap((index) => entries[index] ?? []);
    },
    async record(index) {
      const entry = listing.entries[index];
      const record = entry ? await sources[entry.file]?.recordAt(entry.at) : null;
      return record && entry ? { ...record, place: entry.place } : null;
    },
    unread: (from, to) => listing.skipped.slice(from, to),
    picture: async (path) => (await pictures.get(path)?.()) ?? null,
  };
}

/** The entries of all files, and what of them was not understood, each with its place. */
class Listing {
  readonly entries: RecordEntry[] = [];
  readonly skipped: Unread[] = [];
  private readonly files: readonly LogFile[];

  constructor(files: readonly LogFile[]) {
    this.files = files;
  }

  /** Reads the sources one after the other; tells after each item how many bytes have been read in all. */
  async *fill(sources: readonly LogSource[]): AsyncGenerator<number> {
    let before = 0;
    for (const [file, kind] of this.files.entries()) {
      let read = 0;
      const items = sources[file]?.items((bytes) => {
        read = bytes;
      }, "left-out");
      for await (const item of items ?? []) {
        await this.take(item, file, kind);
        yield before + read;
      }
      before += kind.bytes;
    }
  }

  skip(piece: Unread): void {
    this.skipped.push(this.skipped.length < MOST_EXCERPTS ? detached(piece) : { ...piece, excerpt: "" });
  }

  private async take(item: LogItem, file: number, kind: LogFile): Promise<void> {
    if (item.kind === "unread") return this.skip({ ...item.unread, place: this.placed(file, item.unread.place) });
    const { record } = item;
    if (isOddGuess(record, kind))
      return this.skip(unread(this.placed(file, record.place), "no-run", firstWords(record)));
    const entry = await entryOf(item, { index: this.entries.length, file }, null);
    this.entries.push({ ...entry, place: this.placed(file, entry.place) });
  }

  private placed(file: number, place: string): string {
    const name = this.files[file]?.name ?? "";
    if (this.files.length === 1) return place;
    return place === "file" ? name : `${name}, ${place}`;
  }
}

/** Any words at all read as one turn of a model; where nobody said that they are, they must sound like it. */
const isOddGuess = (record: LogRecord, { name, alone }: LogFile): boolean =>
  record.form === "words" && (/\.(?:jsonl?|ndjson|ipynb)$/i.test(name) || !alone) && !soundsLikeRun(firstWords(record));

const firstWords = ({ messages }: LogRecord): string =>
  messages
    .flatMap(({ parts }) => parts)
    .map((part) => (part.kind === "text" ? part.text : ""))
    .join("\n")
    .slice(0, 100_000);

/** A part of a long text keeps all of it alive; a copy does not. */
const detached = (piece: Unread): Unread => ({
  ...piece,
  excerpt: JSON.parse(JSON.stringify(piece.excerpt)) as string,
});

/** Lets the worker read its messages: to stop, or to look something up meanwhile. */
const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

function systemsOf(entries: readonly RecordEntry[]): LogFacts["systems"] {
  const counts = new Map<DialectName, number>();
  for (const { system } of entries) counts.set(system, (counts.get(system) ?? 0) + 1);
  return [...counts].map(([system, count]) => ({ system, count })).sort((a, b) => b.count - a.count);
}
