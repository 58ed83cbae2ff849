import type { DialectName } from "../dialect";
import type { GivenFile, LogFacts, LogProgress } from "../opening";
import {
  entryOf,
  type LogItem,
  type LogRecord,
  type LogSource,
  openSource,
  type RecordEntry,
  type RecordFilter,
  recordTest,
  soundsLikeRun,
  type Unread,
  unread,
} from "../opening";
import { type LogFile, type OpenZip, sortFiles } from "./files";

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
  readonly openZip: OpenZip;
}

export function createLogReader({ nowMillis, openZip }: LogReaderPorts): LogReader {
  let sources: readonly LogSource[] = [];
  let names: readonly string[] = [];
  let pictures: ReadonlyMap<string, () => Promise<Blob | null>> = new Map();
  const entries: RecordEntry[] = [];
  const skipped: Unread[] = [];
  let found: readonly number[] | null = null;

  const placed = (file: number, place: string): string => {
    const name = names[file] ?? "";
    return names.length === 1 ? place : place === "file" ? name : `${name}, ${place}`;
  };
  const skip = (piece: Unread): void => {
    skipped.push(skipped.length < MOST_EXCERPTS ? detached(piece) : { ...piece, excerpt: "" });
  };

  const take = async (item: LogItem, file: number, kind: LogFile): Promise<void> => {
    if (item.kind === "unread") return skip({ ...item.unread, place: placed(file, item.unread.place) });
    const { record, at } = item;
    if (isOddGuess(record, kind)) return skip(unread(placed(file, record.place), "no-run", firstWords(record)));
    const entry = await entryOf(record, { index: entries.length, file, at }, null);
    entries.push({ ...entry, place: placed(file, entry.place) });
  };

  return {
    async open(files, tell) {
      const given = await sortFiles(files, openZip);
      ({ pictures } = given);
      sources = given.logs.map(({ source }) => openSource(source));
      names = given.logs.map(({ source }) => source.name);
      for (const piece of given.unread) skip(piece);
      const totalBytes = given.logs.reduce((sum, { source }) => sum + source.size, 0);
      let before = 0;
      let told = nowMillis();
      for (const [file, kind] of given.logs.entries()) {
        let read = 0;
        const items = sources[file]?.items((bytes) => {
          read = bytes;
        });
        for await (const item of items ?? []) {
          await take(item, file, kind);
          if (nowMillis() - told < PROGRESS_EVERY_MILLIS) continue;
          told = nowMillis();
          tell({ readBytes: before + read, totalBytes, records: entries.length, unread: skipped.length });
          await breath();
        }
        before += kind.source.size;
      }
      return {
        records: entries.length,
        unread: skipped.length,
        systems: systemsOf(entries),
        pictures: [...pictures.keys()],
      };
    },
    find(filter) {
      const fits = recordTest(filter);
      found = entries.flatMap((entry) => (fits(entry) ? [entry.index] : []));
      return found.length;
    },
    rows: (from, to) =>
      (found?.slice(from, to) ?? entries.slice(from, to).map(({ index }) => index)).flatMap((i) => entries[i] ?? []),
    async record(index) {
      const entry = entries[index];
      const record = entry ? await sources[entry.file]?.recordAt(entry.at) : null;
      return record && entry ? { ...record, place: entry.place } : null;
    },
    unread: (from, to) => skipped.slice(from, to),
    picture: async (path) => (await pictures.get(path)?.()) ?? null,
  };
}

/** Any words at all read as one turn of a model; where nobody said that they are, they must sound like it. */
const isOddGuess = (record: LogRecord, { source, alone }: LogFile): boolean =>
  record.form === "words" &&
  (/\.(?:jsonl?|ndjson|ipynb)$/i.test(source.name) || !alone) &&
  !soundsLikeRun(firstWords(record));

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
