import type { LogRecord, Unread } from "../dialect";
import {
  createPictureNames,
  firstPicture,
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
  type RewardStatistics,
  RunList,
  type SearchProgress,
  sampleOf,
} from "../opening";
import type { OpenArchive } from "./archive";
import { type GivenLogs, sortFiles } from "./files";
import { Listing, type ListingPorts, MOST_SAMPLES } from "./listing";
import { RawRecords } from "./rawRecords";
import { RunScores, type ScoringPorts } from "./runScores";
import { breath, PROGRESS_EVERY_MILLIS, Searching } from "./searching";

/**
 * The logs that are open, in the worker: an entry for each record, and never the records themselves.
 * Reading them again is a seek in a file.
 */
export interface LogReader
  extends Pick<RunList<RecordEntry>, "rows" | "entries" | "placeOf" | "beside" | "countJudgedBy"> {
  open(given: LogsGiven, tell: (progress: LogProgress) => void): Promise<LogFacts>;
  /** The first values of no known form, cut where they are long. */
  samples(): readonly unknown[];
  /**
   * How many entries fit; `rows` are then of these, and, while text is searched, of those that were found so far. Null
   * where another search began meanwhile.
   */
  find(filter: RecordFilter, tell: (found: SearchProgress) => void): Promise<number | null>;
  stopFinding(): null;
  /** What the scores of the runs that were found come to; null where they were not scored. */
  rewardStatistics(): Promise<RewardStatistics | null>;
  judge(...told: Parameters<RunList<RecordEntry>["judge"]>): null;
  /** The entries of the runs of one problem, of which this record is one. */
  runsOf(index: number, most: number): readonly RecordEntry[];
  record(index: number): Promise<LogRecord | null>;
  /** The first values that records were made of, cut where they are long: for a person to say what they are instead. */
  recordSamples(): Promise<readonly unknown[]>;
  /** The file of the first picture of a record, where the log or what came with it has that. */
  pictureOf(index: number): Promise<Blob | null>;
  /** The raw text of a record or of a piece not understood laid out, and where in it these findings stand. */
  raw(of: RawOf, findings: readonly Unread[]): Promise<RawFacts | null>;
  rawRows(of: RawOf, from: number, to: number): Promise<readonly RawRow[]>;
  unread(from: number, to: number): readonly Unread[];
  picture(path: string): Promise<Blob | null>;
}

/** What the reader is handed besides: a clock, a way into zips, and rewards. */
export interface LogReaderPorts extends ListingPorts, ScoringPorts {
  nowMillis(): number;
  readonly openZip: OpenArchive;
}

export function createLogReader({ nowMillis, openZip, openScorer, ...listingPorts }: LogReaderPorts): LogReader {
  let sources: readonly LogSource[] = [];
  let pictures: GivenLogs["pictures"] = new Map();
  let listing = new Listing([], listingPorts);
  let runs = new RunList(listing.entries);
  const pictureOf = (of: LogRecord | null): Promise<Blob | null> => pictureIn(of, pictures);
  const scoresOf = (): RunScores =>
    new RunScores({ runs, entries: listing.entries, sources, pictureOf }, { openScorer });
  let scores = scoresOf();
  const searching = new Searching(nowMillis);
  const rawOf = async ({ of, index }: RawOf): Promise<string | null> => {
    const place = of === "record" ? listing.entries[index] : listing.skippedAt[index];
    return (await (place && sources[place.file]?.rawAt(place.at))) ?? null;
  };
  const raws = new RawRecords(rawOf);
  const record = async (index: number): Promise<LogRecord | null> => {
    const entry = listing.entries[index];
    const found = entry ? await sources[entry.file]?.recordAt(entry.at) : null;
    return found && entry ? { ...found, place: entry.place } : null;
  };

  return {
    async open({ files, mapping, over }, tell) {
      const given = await sortFiles(files, openZip);
      ({ pictures } = given);
      sources = given.logs.map((log) => (mapping ? mappedSource(log.open(), mapping, over) : log.open()));
      listing = new Listing(given.logs, listingPorts);
      runs = new RunList(listing.entries);
      scores = scoresOf();
      for (const piece of given.unread) listing.skip(piece);
      const totalBytes = given.logs.reduce((sum, { bytes }) => sum + bytes, 0);
      await fill(listing, sources, nowMillis, (readBytes) =>
        tell({ readBytes, totalBytes, records: listing.entries.length, unread: listing.skipped.length }),
      );
      listing.leaveProblemsOut();
      return factsOf(listing, pictures);
    },
    find: (filter, tell) => searching.find({ runs, sources, scores }, filter, tell),
    stopFinding: () => searching.stop(),
    rewardStatistics: () => scores.statistics(),
    rows: (from, to) => runs.rows(from, to),
    entries: (indices) => runs.entries(indices),
    placeOf: (run) => runs.placeOf(run),
    beside: (step) => runs.beside(step),
    countJudgedBy: (rater) => runs.countJudgedBy(rater),
    judge(told) {
      runs.judge(told);
      return null;
    },
    runsOf: (index, most) => listing.runsOf(index).slice(0, most),
    record,
    pictureOf: async (index) => pictureOf(await record(index)),
    raw: (of, findings) => raws.facts(of, findings),
    samples: () => listing.samples,
    recordSamples: () => samplesOf(listing.entries.length, rawOf),
    rawRows: (of, from, to) => raws.rows(of, from, to),
    unread: (from, to) => listing.skipped.slice(from, to),
    picture: async (path) => (await pictures.get(path)?.()) ?? null,
  };
}

/** Lists all that the sources hold; tells now and then how many bytes have been read. */
async function fill(
  listing: Listing,
  sources: readonly LogSource[],
  nowMillis: () => number,
  tell: (readBytes: number) => void,
): Promise<void> {
  let told = nowMillis();
  for await (const readBytes of listing.fill(sources)) {
    if (nowMillis() - told < PROGRESS_EVERY_MILLIS) continue;
    told = nowMillis();
    tell(readBytes);
    await breath();
  }
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

const factsOf = (listing: Listing, pictures: GivenLogs["pictures"]): LogFacts => ({
  rollouts: listing.countRuns(),
  records: listing.entries.length,
  unread: listing.skipped.length,
  systems: listing.systems(),
  pictures: [...pictures.keys()],
});

/** Names that fit several pictures are nobody's: a person is asked when the run is opened. */
async function pictureIn(record: LogRecord | null, pictures: GivenLogs["pictures"]): Promise<Blob | null> {
  const picture = record && firstPicture(record);
  if (picture?.kind === "data") return blobOf(picture.url);
  if (!picture || pictures.size === 0) return null;
  const match = createPictureNames(pictures.keys()).match(picture.name);
  return match.kind === "found" ? ((await pictures.get(match.path)?.()) ?? null) : null;
}

/** The bytes of a `data:` address; null where it is not one, so that a log makes nobody fetch anything. */
async function blobOf(url: string): Promise<Blob | null> {
  if (!url.startsWith("data:image/")) return null;
  return fetch(url).then(
    (response) => response.blob(),
    () => null,
  );
}
