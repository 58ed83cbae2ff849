import type { LogRecord, Unread } from "../dialect";
import { entriesOf, type LogItem, type RecordAt, type RecordEntry, sampleOf, soundsLikeRun, unread } from "../opening";
import type { Trace } from "../trace";
import type { LogFile } from "./whole";

/** What the list keeps of an item of a log. */
export interface ListedItem {
  /** Its place in the list is not known yet: `index` is 0. */
  readonly entry: RecordEntry | null;
  readonly skipped: Skipped | null;
  /** A value of no known form, cut where it is long. */
  readonly sample: { readonly value: unknown } | null;
}

/** What was not understood, and where it can be read again; null where it cannot. */
export interface Skipped {
  readonly unread: Unread;
  readonly at: RecordAt | null;
}

/** The file that an item is of: which one, and by what its runs go. */
export interface FileListed extends Pick<LogFile, "name" | "alone"> {
  readonly file: number;
  readonly fingerprint: string;
}

const NOTHING: ListedItem = { entry: null, skipped: null, sample: null };

type RecordItem = Extract<LogItem, { kind: "record" }>;

/** Lists some items, in their order; their records are let go. */
export async function listItems(
  items: readonly LogItem[],
  file: FileListed,
  countHints: (trace: Trace) => number,
): Promise<readonly ListedItem[]> {
  const isRun = (item: LogItem): item is RecordItem => item.kind === "record" && !isOddGuess(item.record, file);
  const { fingerprint } = file;
  const entries = await entriesOf(items.filter(isRun), { index: 0, file: file.file, fingerprint, countHints });
  const next = entries.values();
  return items.map((item) => (isRun(item) ? { ...NOTHING, entry: next.next().value ?? null } : withoutRun(item)));
}

/** An item that is no run: a value of no known form, what was not understood, or words that nobody said are a run. */
function withoutRun(item: LogItem): ListedItem {
  if (item.kind === "record") {
    const { record, at } = item;
    return { ...NOTHING, skipped: { unread: unread(record.place, "no-run", firstWords(record)), at } };
  }
  const sample = item.unknown ? { value: sampleOf(item.unknown.value) } : null;
  const skipped = item.kind === "unread" ? { unread: item.unread, at: item.at ?? null } : null;
  return { ...NOTHING, sample, skipped };
}

/** Any words at all read as one turn of a model; where nobody said that they are, they must sound like it. */
const isOddGuess = (record: LogRecord, { name, alone }: FileListed): boolean =>
  record.form === "words" && (/\.(?:jsonl?|ndjson|ipynb)$/i.test(name) || !alone) && !soundsLikeRun(firstWords(record));

const firstWords = ({ messages }: LogRecord): string =>
  messages
    .flatMap(({ parts }) => parts)
    .map((part) => (part.kind === "text" ? part.text : ""))
    .join("\n")
    .slice(0, 100_000);
