import type { DialectName, ImageReference, LogRecord } from "../../dialect";
import type { Size } from "../../geometry";
import { askedIn, isRight, type Judged, stepIdFrom, type Trace, traceIdFrom } from "../../trace";
import { countOf } from "../contents";
import { groupOf } from "../group";
import { type OpenedRecord, openRecord } from "../openRecord";
import type { OpeningPorts } from "../ports";
import { type Recognised, recognise, type Sureness } from "../recognise";
import { standInId } from "../standIn";
import type { LogItem, RecordAt } from "./item";
import { firstPicture, runNameOf } from "./runName";
import type { RunScore } from "./runScore";

/** A run in a list: what it is found, sorted and chosen by, be it a record of a log or a trace that is kept. */
export interface ListedRun {
  /** Which of the entries of the list. */
  readonly index: number;
  /** What it goes by wherever it is listed, see `runNameOf`. */
  readonly run: string;
  readonly place: string;
  /** The system whose words it is in; null where it is of none. */
  readonly system: string | null;
  /** What the system was recognised by. */
  readonly sureness: Sureness;
  /** The form of log that it was kept in, by its name in the code. */
  readonly form: string;
  /** The beginning of the question, or of what the record is called. */
  readonly title: string;
  readonly steps: number;
  /** Pieces of the model's words that were not understood. */
  readonly unread: number;
  /** The beginning of the last answer; empty where there is none. */
  readonly answer: string;
  readonly reference: string | null;
  /** The most telling score that the log keeps; true is one. */
  readonly score: number | null;
  /** By the reward that was chosen; null while none was, and until this run has its turn. */
  readonly reward: RunScore | null;
  /** Null where nobody knows. */
  readonly right: boolean | null;
  /** How many runs of its problem the list holds, this one counted; known when all are listed, and one until then. */
  readonly runs: number;
  /** How many hints the checks give that need no picture. */
  readonly hints: number;
  /** What people said of it, as far as the page knows. */
  readonly judged: Judged | null;
}

/** A record of a log in a list, and where to read it again. */
export interface RecordEntry extends ListedRun {
  readonly system: DialectName;
  /** Which of the files that were opened together. */
  readonly file: number;
  readonly at: RecordAt;
  readonly marks: number;
  /** The same for runs of one problem, see `openGroup`; null where the problem is not known for sure. */
  readonly group: string | null;
  /** Pictures whose bytes are in the log, that it only names, and of which it kept nothing. */
  readonly images: { readonly inside: number; readonly named: number; readonly dropped: number };
}

const TITLE_LENGTH = 300;
const ANSWER_LENGTH = 120;

/** Nothing is looked for while a list is made: what a record holds is counted as if no picture were to be had. */
const noPictures = (): OpeningPorts => {
  let count = 0;
  return { find: async () => null, executor: null, nextStepId: () => stepIdFrom(`${++count}`), nowMillis: () => 0 };
};

/** Where a record is listed: in which file, what that goes by, and who counts the hints about a run; nobody where left out. */
export interface ListedIn extends Pick<RecordEntry, "index" | "file"> {
  readonly fingerprint: string;
  readonly countHints?: (trace: Trace) => number;
}

type RecordItem = Extract<LogItem, { kind: "record" }>;

/** What the list says of a record; the record itself is let go. */
export async function entryOf(item: RecordItem, listed: ListedIn, system: DialectName | null): Promise<RecordEntry> {
  return entryOfOpened(await opened(item, system), listed, listed.countHints);
}

/**
 * The same of several, whose systems are recognised. They are opened at the same time: wherever one waits, the others do
 * what it just did, so that all of it is done stage by stage. See `readLogLines` for what that gains.
 */
export async function entriesOf(items: readonly RecordItem[], listed: ListedIn): Promise<readonly RecordEntry[]> {
  const all = await Promise.all(items.map((item) => opened(item, null)));
  const hints = all.map(({ trace }) => listed.countHints?.(trace) ?? 0);
  return all.map((one, i) => entryOfOpened(one, listed, () => hints[i] ?? 0));
}

interface OpenedItem extends RecordItem, OpenedRecord {
  readonly recognised: Recognised;
}

async function opened(item: RecordItem, told: DialectName | null): Promise<OpenedItem> {
  const recognised = told === null ? recognise(item.record) : { system: told, sureness: "told" as const };
  return { ...item, ...(await openedBare(item.record, recognised.system)), recognised };
}

const openedBare = (record: LogRecord, system: DialectName): Promise<OpenedRecord> =>
  openRecord(record, traceIdFrom("listed"), noPictures(), system);

/** A record as the list opens it: in the words of that system, without its pictures, but with the size of the first one where that is known. */
export async function listedTrace(record: LogRecord, system: DialectName, size: Size | null = null): Promise<Trace> {
  if (!size) return (await openedBare(record, system)).trace;
  const first = firstPicture(record);
  const find: OpeningPorts["find"] = async (reference) =>
    reference === first ? { id: standInId(record.place), ...size } : null;
  return (await openRecord(record, traceIdFrom("listed"), { ...noPictures(), find }, system)).trace;
}

function entryOfOpened(
  { record, at, picturesLeftOut, recognised, trace, report }: OpenedItem,
  { index, file, fingerprint }: ListedIn,
  countHints: NonNullable<ListedIn["countHints"]> = () => 0,
): RecordEntry {
  let answer = "";
  for (const { body } of trace.steps.values()) if (body.kind === "answer") answer = body.text;
  const reference = record.reference && detached(record.reference.answer.slice(0, ANSWER_LENGTH));
  const decisive = record.scores.find(({ decides }) => decides);
  const told = decisive ?? record.scores[0];
  return {
    index,
    file,
    run: runNameOf(fingerprint, at, record),
    at,
    place: record.place,
    ...recognised,
    form: record.form,
    title: detached(
      (record.objects ? record.title : askedIn(record.question) || record.title)
        .replaceAll(/\s+/g, " ")
        .trim()
        .slice(0, TITLE_LENGTH),
    ),
    steps: report.steps,
    marks: report.marks,
    unread: countOf(report.notUnderstood.filter(({ code }) => code !== "picture-lost")),
    answer: detached(answer.trim().slice(0, ANSWER_LENGTH)),
    reference,
    score: told === undefined ? null : Number(told.value),
    reward: null,
    right: isRight(decisive === undefined ? null : Number(decisive.value), answer, reference),
    runs: 1,
    hints: countHints(trace),
    judged: null,
    group: picturesLeftOut ? null : groupOf(record),
    images: countImages(record),
  };
}

/** A part of a long text keeps all of it alive; a copy does not. V8 copies parts of less than 13 letters anyway. */
const detached = (text: string): string =>
  text.length < SHORTEST_PART ? text : (JSON.parse(JSON.stringify(text)) as string);

const SHORTEST_PART = 13;

function countImages(record: LogRecord): RecordEntry["images"] {
  const count = { inside: 0, named: 0, dropped: 0 };
  const add = ({ kind }: ImageReference): void => {
    count[kind === "data" ? "inside" : kind === "name" ? "named" : "dropped"]++;
  };
  for (const image of record.images) add(image);
  for (const { parts } of record.messages) for (const part of parts) if (part.kind === "image") add(part.image);
  return count;
}
