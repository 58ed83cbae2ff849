import type { LogRecord, Unread } from "../dialect";
import {
  inOrder,
  type LogFacts,
  type LogProgress,
  type LogSource,
  type LogsGiven,
  mappedSource,
  parseJson,
  type RawFacts,
  type RawOf,
  type RawRow,
  type RecordEntry,
  type RecordFilter,
  recordTest,
  sampleOf,
} from "../opening";
import type { OpenArchive } from "./archive";
import { sortFiles } from "./files";
import { Listing, MOST_SAMPLES } from "./listing";
import { RawRecords } from "./rawRecords";

const PROGRESS_EVERY_MILLIS = 100;

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
  /** The first values that records were made of, cut where they are long: for a person to say what they are instead. */
  recordSamples(): Promise<readonly unknown[]>;
  /** The raw text of a record or of a piece not understood laid out, and where in it these findings stand. */
  raw(of: RawOf, findings: readonly Unread[]): Promise<RawFacts | null>;
  rawRows(of: RawOf, from: number, to: number): Promise<readonly RawRow[]>;
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
  const rawOf = async ({ of, index }: RawOf): Promise<string | null> => {
    const place = of === "record" ? listing.entries[index] : listing.skippedAt[index];
    return (await (place && sources[place.file]?.rawAt(place.at))) ?? null;
  };
  const raws = new RawRecords(rawOf);

  return {
    async open({ files, mapping, over }, tell) {
      const given = await sortFiles(files, openZip);
      ({ pictures } = given);
      sources = given.logs.map((log) => (mapping ? mappedSource(log.open(), mapping, over) : log.open()));
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
        systems: listing.systems(),
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
    runsOf: (index, most) => listing.runsOf(index).slice(0, most),
    async record(index) {
      const entry = listing.entries[index];
      const record = entry ? await sources[entry.file]?.recordAt(entry.at) : null;
      return record && entry ? { ...record, place: entry.place } : null;
    },
    raw: (of, findings) => raws.facts(of, findings),
    samples: () => listing.samples,
    recordSamples: () => samplesOf(listing.entries.length, rawOf),
    rawRows: (of, from, to) => raws.rows(of, from, to),
    unread: (from, to) => listing.skipped.slice(from, to),
    picture: async (path) => (await pictures.get(path)?.()) ?? null,
  };
}

/** The values of the first records; records of one value have the same text. */
async function samplesOf(records: number, rawOf: (of: RawOf) => Promise<string | null>): Promise<readonly unknown[]> {
  const indices = Array.from({ length: Math.min(records, MOST_SAMPLES) }, (_, index) => index);
  const texts = await Promise.all(indices.map((index) => rawOf({ of: "record", index })));
  return [...new Set(texts)].flatMap((text) => (text === null ? [] : sampleIn(text)));
}

/** The value that a text holds as JSON, cut where it is long; none where it holds none. */
function sampleIn(text: string): readonly unknown[] {
  const value = parseJson(text);
  return value.ok ? [sampleOf(value.value)] : [];
}

/** Lets the worker read its messages: to stop, or to look something up meanwhile. */
const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
