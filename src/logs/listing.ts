import type { DialectName, Unread } from "../dialect";
import {
  BYTES_READ_TOGETHER,
  fingerprintOf,
  type LogFacts,
  type LogItem,
  type LogSource,
  READ_TOGETHER,
  type RecordAt,
  type RecordEntry,
  unread,
} from "../opening";
import type { Trace } from "../trace";
import { type FileListed, type ListedItem, listItems } from "./listItem";
import { listInPool, type PiecePool } from "./pool";
import type { LogFile } from "./whole";

/** So many of the pieces not understood are kept with their first words; of the others only the place and the reason. */
const MOST_EXCERPTS = 10_000;
/** So many values of no known form are kept. */
export const MOST_SAMPLES = 20;

/** A place in one of several files. */
export interface PlaceInFiles {
  readonly file: number;
  readonly at: RecordAt;
}

/** What a list is made with: what counts the hints about a run, and threads to read in. */
export interface ListingPorts {
  countHints(trace: Trace): number;
  /** Null where everything is read in this thread. */
  openPool(): PiecePool | null;
}

/** Starting threads takes longer than reading a smaller file. */
const POOLED_BYTES = 8 * 2 ** 20;

/** The entries of all files, and what of them was not understood, each with its place. */
export class Listing {
  readonly entries: RecordEntry[] = [];
  readonly skipped: Unread[] = [];
  /** Where each of the pieces not understood can be read again; null where it cannot. */
  readonly skippedAt: (PlaceInFiles | null)[] = [];
  readonly samples: unknown[] = [];
  private readonly files: readonly LogFile[];
  private readonly ports: ListingPorts;

  constructor(files: readonly LogFile[], ports: ListingPorts) {
    this.files = files;
    this.ports = ports;
  }

  /** Reads the sources one after the other; tells after each item how many bytes have been read in all. */
  async *fill(sources: readonly LogSource[]): AsyncGenerator<number> {
    let before = 0;
    for (const [file, kind] of this.files.entries()) {
      const { name, alone, bytes } = kind;
      const listed = { file, name, alone, fingerprint: fingerprintOf(await kind.beginning()) };
      for await (const read of this.fillFrom(sources[file], listed, bytes)) yield before + read;
      before += bytes;
    }
  }

  private async *fillFrom(source: LogSource | undefined, file: FileListed, bytes: number): AsyncGenerator<number> {
    const pieces = bytes >= POOLED_BYTES ? ((await source?.pieces?.()) ?? null) : null;
    const pool = pieces ? this.ports.openPool() : null;
    if (!pieces || !pool) yield* this.fillHere(source, file);
    else {
      for await (const { items, read } of listInPool(pieces, file, pool)) {
        for (const item of items) this.take(item, file.file);
        yield read;
      }
    }
  }

  private async *fillHere(source: LogSource | undefined, file: FileListed): AsyncGenerator<number> {
    let read = 0;
    const items = source?.items((bytes) => {
      read = bytes;
    }, "left-out");
    let held: LogItem[] = [];
    let heldFrom = 0;
    const list = async (): Promise<void> => {
      for (const item of await listItems(held, file, this.ports.countHints)) this.take(item, file.file);
      [held, heldFrom] = [[], read];
    };
    for await (const item of items ?? []) {
      held.push(item);
      if (held.length < READ_TOGETHER && read - heldFrom < BYTES_READ_TOGETHER) continue;
      await list();
      yield read;
    }
    await list();
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

  skip(piece: Unread, at: PlaceInFiles | null = null): void {
    this.skippedAt.push(at);
    this.skipped.push(this.skipped.length < MOST_EXCERPTS ? detached(piece) : { ...piece, excerpt: "" });
  }

  private take({ entry, skipped, sample }: ListedItem, file: number): void {
    if (sample && this.samples.length < MOST_SAMPLES) this.samples.push(sample.value);
    if (skipped) {
      const { unread, at } = skipped;
      this.skip({ ...unread, place: this.placed(file, unread.place) }, at && { file, at });
    }
    if (entry) this.entries.push({ ...entry, index: this.entries.length, place: this.placed(file, entry.place) });
  }

  private placed(file: number, place: string): string {
    const name = this.files[file]?.name ?? "";
    if (this.files.length === 1) return place;
    return place === "file" ? name : `${name}, ${place}`;
  }
}

/** A part of a long text keeps all of it alive; a copy does not. */
const detached = (piece: Unread): Unread => ({
  ...piece,
  excerpt: JSON.parse(JSON.stringify(piece.excerpt)) as string,
});
