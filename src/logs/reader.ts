import type { DialectName, LogRecord, Unread } from "../dialect";
import type { LogFacts, LogProgress, LogsGiven, RawFacts } from "../opening";
import {
  entryOf,
  inOrder,
  type LogItem,
  type LogSource,
  mappedSource,
  openRaw,
  type RawRecord,
  type RawRow,
  type RecordEntry,
  type RecordFilter,
  recordTest,
  sampleOf,
  soundsLikeRun,
  unread,
} from "../opening";
import type { OpenArchive } from "./archive";
import { sortFiles } from "./files";
import type { LogFile } from "./whole";

/** So many of the pieces not understood are kept with their first words; of the others only the place and the reason. */
const MOST_EXCERPTS = 10_000;
const PROGRESS_EVERY_MILLIS = 100;
/** So many values of no known form are kept. */
const MOST_SAMPLES = 20;

/**
 * The logs that are open, in the worker: an entry for each record, and never the records themselves.
 * Reading them again is a seek in a file.
 */
export interface LogReader {
  open(given: LogsGiven, tell: (progress: LogProgress) => void): Promise<LogFacts>;
  /** The first values of no known form, cut where they are long. */
  samples(): readonly unknown[];
  /** How many entries fit; `rows` are then of these. */
  find(filter: RecordFilter): number;
  rows(from: number, to: number): readonly RecordEntry[];
  entries(indices: readonly number[]): readonly RecordEntry[];
  /** The entries of the runs of one problem, of which this record is one. */
  runsOf(index: number, most: number): readonly RecordEntry[];
  record(index: number): Promise<LogRecord | null>;
  /** The raw text of a record laid out, and where in it these findings stand. */
  raw(index: number, findings: readonly Unread[]): Promise<RawFacts | null>;
  rawRows(index: number, from: number, to: number): Promise<readonly RawRow[]>;
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
  // The raw record that is looked at, laid out: its rows are asked for a page at a time.
  let raw: { readonly index: number; readonly record: Promise<RawRecord | null> } | null = null;
  const rawOf = (index: number): Promise<RawRecord | null> | null => {
    const entry = listing.entries[index];
    const source = entry && sources[entry.file];
    if (!source) return null;
    if (raw?.index !== index)
      raw = { index, record: source.rawAt(entry.at).then((text) => (text === null ? null : openRaw(text))) };
    return raw.record;
  };

  return {
    async open({ files, mapping }, tell) {
      const given = await sortFiles(files, openZip);
      ({ pictures } = given);
      sources = given.logs.map((log) => (mapping ? mappedSource(log.open(), mapping) : log.open()));
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
        rollouts: listing.countRuns(),
        records: listing.entries.length,
        unread: listing.skipped.length,
        systems: systemsOf(listing.entries),
        pictures: [...pictures.keys()],
      };
    },
    find(filter) {
      found = inOrder(listing.entries.filter(recordTest(filter)), filter).map(({ index }) => index);
      return found.length;
    },
    rows(from, to) {
      const { entries } = listing;
      const indices = found?.slice(from, to) ?? entries.slice(from, to).map(({ index }) => index);
      return indices.flatMap((index) => entries[index] ?? []);
    },
    entries: (indices) => indices.flatMap((index) => listing.entries[index] ?? []),
    runsOf(index, most) {
      const group = listing.entries[index]?.group ?? null;
      if (group === null) return listing.entries.slice(index, index + 1);
      return listing.entries.filter((entry) => entry.group === group).slice(0, most);
    },
    async record(index) {
      const entry = listing.entries[index];
      const record = entry ? await sources[entry.file]?.recordAt(entry.at) : null;
      return record && entry ? { ...record, place: entry.place } : null;
    },
    async raw(index, findings) {
      const raw = await rawOf(index);
      return raw && { rows: raw.count, characters: raw.length, places: findings.map(raw.places) };
    },
    samples: () => listing.samples,
    rawRows: async (index, from, to) => (await rawOf(index))?.rows(from, to) ?? [],
    unread: (from, to) => listing.skipped.slice(from, to),
    picture: async (path) => (await pictures.get(path)?.()) ?? null,
  };
}

/** The entries of all files, and what of them was not understood, each with its place. */
class Listing {
  readonly entries: RecordEntry[] = [];
  readonly skipped: Unread[] = [];
  readonly samples: unknown[] = [];
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

  /** Tells each entry how many runs of its problem there are; gives the number of problems that have several. */
  countRuns(): number {
    const counts = new Map<string, number>();
    for (const { group } of this.entries) if (group !== null) counts.set(group, (counts.get(group) ?? 0) + 1);
    for (const [i, entry] of this.entries.entries()) {
      const runs = entry.group === null ? 1 : (counts.get(entry.group) ?? 1);
      if (runs > 1) this.entries[i] = { ...entry, runs };
    }
    return [...counts.values()].filter((runs) => runs > 1).length;
  }

  skip(piece: Unread): void {
    this.skipped.push(this.skipped.length < MOST_EXCERPTS ? detached(piece) : { ...piece, excerpt: "" });
  }

  private async take(item: LogItem, file: number, kind: LogFile): Promise<void> {
    if (item.kind !== "record" && item.unknown) this.sample(item.unknown.value);
    if (item.kind === "unknown") return;
    if (item.kind === "unread") return this.skip({ ...item.unread, place: this.placed(file, item.unread.place) });
    const { record } = item;
    if (isOddGuess(record, kind))
      return this.skip(unread(this.placed(file, record.place), "no-run", firstWords(record)));
    const entry = await entryOf(item, { index: this.entries.length, file }, null);
    this.entries.push({ ...entry, place: this.placed(file, entry.place) });
  }

  /** The first values of no known form are kept, for a person to say what is what in them. */
  private sample(value: unknown): void {
    if (this.samples.length < MOST_SAMPLES) this.samples.push(sampleOf(value));
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
