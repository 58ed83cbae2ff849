import { type LogSource, type RecordEntry, type RecordFilter, wordsOf, wordsSought } from "../opening";

// Words are looked for in the text of the records, which the list does not keep: it is read again, a piece at a time. A
// record is made of its text only where all the words stand in that.

/** So much text is read at once, in bytes, and no more records than this: between two reads a search can be stopped. */
const BYTES_AT_ONCE = 2 ** 20;
const RECORDS_AT_ONCE = 500;

/** The records of a search so far: those that were looked at, and those that fit. */
export interface Sought {
  readonly done: number;
  readonly fitting: readonly RecordEntry[];
}

/** Looks through records in their order, some at a time, for those with all words of the filter in their text. */
export async function* seek(
  entries: readonly RecordEntry[],
  sources: readonly LogSource[],
  filter: Pick<RecordFilter, "words" | "searched">,
): AsyncGenerator<Sought> {
  const words = wordsSought(filter);
  const fitting: RecordEntry[] = [];
  let done = 0;
  for (const some of readTogether(entries)) {
    const source = sources[some[0]?.file ?? -1];
    const raws = source ? await rawsOf(source, some) : [];
    for (const [i, entry] of some.entries()) {
      const raw = raws[i];
      if (source && typeof raw === "string" && (await fits(source, entry, raw, { words, searched: filter.searched })))
        fitting.push(entry);
    }
    done += some.length;
    yield { done, fitting };
  }
}

async function fits(
  source: LogSource,
  { at }: RecordEntry,
  raw: string,
  { words, searched }: { readonly words: readonly string[]; readonly searched: RecordFilter["searched"] },
): Promise<boolean> {
  const text = raw.toLowerCase();
  if (!words.every((word) => stands(word, text))) return false;
  if (searched === "raw") return true;
  const record = await source.recordAt(at);
  const said = record ? wordsOf(record).toLowerCase() : "";
  return words.every((word) => said.includes(word));
}

/** Whether a word may stand in the text of a record: as it is, or as JSON writes what is not ASCII. */
function stands(word: string, text: string): boolean {
  // What JSON or a table may write otherwise is not sought there.
  if (/["\\\p{Cc}]/u.test(word)) return true;
  return text.includes(word) || (/[^ -~]/.test(word) && text.includes(escaped(word)));
}

const escaped = (word: string): string =>
  word.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

const rawsOf = (source: LogSource, entries: readonly RecordEntry[]): Promise<readonly (string | null)[]> => {
  const ats = entries.map(({ at }) => at);
  return source.rawsAt?.(ats) ?? Promise.all(ats.map((at) => source.rawAt(at)));
};

/** Entries of one file that are read in one go. */
export function* readTogether(entries: readonly RecordEntry[]): Generator<readonly RecordEntry[]> {
  let some: RecordEntry[] = [];
  let from = 0;
  for (const entry of entries) {
    const isNext = some.length < RECORDS_AT_ONCE && entry.file === some[0]?.file && endOf(entry) - from < BYTES_AT_ONCE;
    if (some.length > 0 && !isNext) {
      yield some;
      some = [];
    }
    if (some.length === 0) from = beginOf(entry);
    some.push(entry);
  }
  if (some.length > 0) yield some;
}

/** Rows of a table are read together, too, and count as if each had so many bytes. */
const ROW_BYTES = 2048;

const beginOf = ({ at }: RecordEntry): number => ("from" in at ? at.from : "row" in at ? at.row * ROW_BYTES : 0);

const endOf = ({ at }: RecordEntry): number => ("to" in at ? at.to : "row" in at ? (at.row + 1) * ROW_BYTES : 0);
