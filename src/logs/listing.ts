import type { DialectName, LogRecord, Unread } from "../dialect";
import {
  entryOf,
  fingerprintOf,
  type ListedIn,
  type LogFacts,
  type LogItem,
  type LogSource,
  type RecordEntry,
  sampleOf,
  soundsLikeRun,
  unread,
} from "../opening";
import type { Trace } from "../trace";
import type { LogFile } from "./whole";

/** So many of the pieces not understood are kept with their first words; of the others only the place and the reason. */
const MOST_EXCERPTS = 10_000;
/** So many values of no known form are kept. */
const MOST_SAMPLES = 20;

/** The entries of all files, and what of them was not understood, each with its place. */
export class Listing {
  readonly entries: RecordEntry[] = [];
  readonly skipped: Unread[] = [];
  readonly samples: unknown[] = [];
  private readonly files: readonly LogFile[];
  private readonly countHints: (trace: Trace) => number;

  constructor(files: readonly LogFile[], countHints: (trace: Trace) => number) {
    this.files = files;
    this.countHints = countHints;
  }

  /** Reads the sources one after the other; tells after each item how many bytes have been read in all. */
  async *fill(sources: readonly LogSource[]): AsyncGenerator<number> {
    let before = 0;
    for (const [file, kind] of this.files.entries()) {
      let read = 0;
      const fingerprint = fingerprintOf(await kind.beginning());
      const items = sources[file]?.items((bytes) => {
        read = bytes;
      }, "left-out");
      for await (const item of items ?? []) {
        await this.take(item, { file, fingerprint });
        yield before + read;
      }
      before += kind.bytes;
    }
  }

  /**
   * Files that hold problems and no run are told of and left out where another file has runs: what a system was given lies
   * beside what it said. A file of problems alone stays: it may be run.
   */
  leaveProblemsOut(): void {
    const spoken = new Set(this.entries.filter(({ steps }) => steps > 1).map(({ file }) => file));
    if (spoken.size === 0 || spoken.size === this.files.length) return;
    const left = this.entries.filter(({ file }) => spoken.has(file));
    for (const { file, place, title } of this.entries) if (!spoken.has(file)) this.skip(unread(place, "no-run", title));
    this.entries.splice(0, this.entries.length, ...left.map((entry, index) => ({ ...entry, index })));
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

  /** The entries of the runs of one problem, of which that record is one. */
  runsOf(index: number): readonly RecordEntry[] {
    const group = this.entries[index]?.group ?? null;
    if (group === null) return this.entries.slice(index, index + 1);
    return this.entries.filter((entry) => entry.group === group);
  }

  /** The systems of all records, the most frequent first. */
  systems(): LogFacts["systems"] {
    const counts = new Map<DialectName, number>();
    for (const { system } of this.entries) counts.set(system, (counts.get(system) ?? 0) + 1);
    return [...counts].map(([system, count]) => ({ system, count })).sort((a, b) => b.count - a.count);
  }

  skip(piece: Unread): void {
    this.skipped.push(this.skipped.length < MOST_EXCERPTS ? detached(piece) : { ...piece, excerpt: "" });
  }

  private async take(item: LogItem, { file, fingerprint }: Pick<ListedIn, "file" | "fingerprint">): Promise<void> {
    if (item.kind !== "record" && item.unknown) this.sample(item.unknown.value);
    if (item.kind === "unknown") return;
    if (item.kind === "unread") return this.skip({ ...item.unread, place: this.placed(file, item.unread.place) });
    const { record } = item;
    const kind = this.files[file];
    if (kind && isOddGuess(record, kind))
      return this.skip(unread(this.placed(file, record.place), "no-run", firstWords(record)));
    const { countHints } = this;
    const entry = await entryOf(item, { index: this.entries.length, file, fingerprint, countHints }, null);
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
