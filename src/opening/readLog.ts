import { type PrunedJson, parsePrunedJson } from "../base";
import {
  byTrace,
  FOREIGN_SYSTEMS,
  holdsSpans,
  isFields,
  isStreamEvent,
  type LogRecord,
  type Message,
  marksOfChat,
  parseLiteral,
  plainValue,
  recordOf,
  serverSentEvents,
  shownOnceSpoken,
  splitChat,
  type Unread,
  unwrapped,
  wholeResponses,
  withPlainNames,
  withVerdicts,
} from "../dialect";
import { closedJson, withoutNaN } from "./brokenJson";
import { type LogContents, type UnknownValue, unread } from "./contents";
import { type Placed, withEpisodes } from "./episodes";
import { ledgerOf, toldByRecords } from "./ledger";
import { readNotebook } from "./notebook";
import { soundsLikeRun } from "./notebookRuns";
import { samplesIn } from "./samples";
import { askedUnder, listedIn, untoldNames, type Wrapped, wrappedIn } from "./wrapped";

/** How JSON begins; `[ANSWER]` is how a printed run does. */
const LOOKS_LIKE_JSON = /^\s*(?:\{|\[\s*(?:[[{"\]\d-]|true|false|null))/;

/** A log as records: JSON, JSON Lines, or the plain words of one run. */
export function readLog(text: string): LogContents {
  const whole = parseJson(text);
  if (whole.ok) return withDeep(collect([{ value: whole.value, place: "file" }]), whole, "file");
  const sent = serverSentEvents(text);
  if (sent) return collect(sent.length === 1 ? [{ value: sent[0], place: "file" }] : responsesOf(sent, "file"));
  // What is left where writing a file failed.
  if (text.trim() === "") return { records: [], unread: [unread("file", "empty", text)] };
  if (!LOOKS_LIKE_JSON.test(text) && !isRunOfLines(text)) {
    if (isConsole(text)) return { records: [], unread: [unread("file", "no-run", text)] };
    const samples = samplesIn(text);
    return samples ? collect(samples) : { records: [wordsRecord(text)], unread: [] };
  }
  const broken = hasLines(text) ? null : readBroken(text);
  if (broken) return broken;
  const skipped: Unread[] = [];
  const values: Placed[] = [];
  for (const line of linesOf(text)) {
    const parsed = parseJson(line.text);
    if (parsed.ok) {
      values.push({ value: parsed.value, place: line.place });
      skipped.push(...tooDeepIn(parsed, line.place));
    } else skipped.push(notJson(line.text, line.place));
  }
  if (isStreamEvent(values[0]?.value)) {
    const recorded = collect(
      responsesOf(
        values.map(({ value }) => value),
        "file",
      ),
    );
    return { records: recorded.records, unread: [...skipped, ...recorded.unread] };
  }
  const run = FOREIGN_SYSTEMS.linesForm(values[0]?.value)?.read(values.map(({ value }) => value));
  const lines = values.map(({ value }) => value);
  const contents = run ? { records: accounted(lines, [run]), unread: [] } : collect(values);
  return { ...contents, unread: [...skipped, ...contents.unread] };
}

/** Whether a run begins in one of the first lines, of which each is a piece of it, behind what a program said of itself. */
function isRunOfLines(text: string): boolean {
  let looked = 0;
  for (const { text: line } of linesOf(text.slice(0, LOOKED_AT))) {
    if (++looked > LINES_LOOKED_AT) return false;
    const parsed = line.startsWith("{") ? parseJson(line) : null;
    if (parsed?.ok) return FOREIGN_SYSTEMS.linesForm(parsed.value) !== null;
  }
  return false;
}

const LOOKED_AT = 2 ** 16;
const LINES_LOOKED_AT = 8;

/** Whether words are what programs told of themselves as they ran, and no model's: most lines have their time or their level. */
function isConsole(text: string): boolean {
  const lines = text
    .slice(0, LOOKED_AT)
    .split("\n")
    .filter((line) => line.trim() !== "");
  const logged = lines.filter((line) => OF_CONSOLE.test(line.slice(0, 200)));
  return lines.length >= FEWEST_LINES && logged.length * 2 > lines.length && !soundsLikeRun(text);
}

const FEWEST_LINES = 5;
const OF_CONSOLE =
  /^\W{0,10}\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d|\[(?:INFO|DEBUG|WARN|WARNING|ERROR|CRITICAL)\]|(?:^|\s|:|\|)(?:INFO|DEBUG|WARNING|ERROR|CRITICAL)(?:\s|:|\|)/;

/** A line of JSON Lines, as a stream of a large file hands it in. */
export interface LogLine {
  readonly text: string;
  readonly place: string;
}

/**
 * Lines of JSON Lines, each by itself. All are parsed, then all are read, then all are held against what was read of
 * them. Each of these is much code, and by turns, line by line, one pushes the other out of the processor's caches.
 */
export const readLogLines = (lines: readonly LogLine[]): readonly LogContents[] =>
  lines
    .map(({ text, place }) => ({ text, place, parsed: parseJson(text) }))
    .map(({ text, place, parsed }) =>
      parsed.ok
        ? withDeep(gather([{ value: parsed.value, place }]), parsed, place)
        : { ...NOTHING_GATHERED, unread: [notJson(text, place)] },
    )
    .map(settled);

export function readLogLine(text: string, place: string): LogContents {
  const [contents] = readLogLines([{ text, place }]);
  return contents ?? NOTHING_GATHERED;
}

/** One value of a log that is not kept as JSON, such as a row of a table. */
export const readLogValue = (value: unknown, place: string): LogContents => collect([{ value, place }]);

/** Whether the first line is a value by itself. */
function hasLines(text: string): boolean {
  const [first] = linesOf(text);
  return first !== undefined && parseJson(first.text).ok;
}

/** One value that breaks off: what of it is whole, and that there was more. Null where nothing of it is. */
function readBroken(text: string): LogContents | null {
  const closed = closedJson(text);
  const parsed = closed && parseJson(closed.text);
  if (!closed || !parsed?.ok) return null;
  const contents = withDeep(collect([{ value: parsed.value, place: "file" }]), parsed, "file");
  const rest = unread(`file, character ${closed.wholeUntil}`, "cut-off", text.slice(closed.wholeUntil));
  return { ...contents, unread: [...contents.unread, rest] };
}

/** A line that breaks off is no JSON for another reason than one that never was. */
const notJson = (text: string, place: string): Unread =>
  unread(place, /^\s*[[{]\s*["[{]/.test(text) && closedJson(text) ? "cut-off" : "not-json", text);

/** What the events of a recorded stream make; the events themselves, where they make nothing. */
function responsesOf(events: readonly unknown[], place: string): readonly Placed[] {
  const responses = wholeResponses(events);
  if (!responses) return events.map((value, i) => ({ value, place: `${place}, event ${i + 1}` }));
  return responses.map((value, i) => ({
    value,
    place: responses.length === 1 ? place : `${place}, response ${i + 1}`,
  }));
}

/** What values hold, before the ledger is made of it. */
interface Gathered extends LogContents {
  readonly found: readonly Found[];
}

/** The records of one value, from the `from`th of all on: the first of them tells what the value holds beside them. */
interface Found {
  readonly value: unknown;
  readonly from: number;
  readonly records: readonly LogRecord[];
}

const NOTHING_GATHERED: Gathered = { records: [], unread: [], found: [] };

const collect = (given: readonly Placed[]): LogContents => settled(gather(given));

/** The same contents, in which records tell what their values hold beside them. */
function settled({ found, ...contents }: Gathered): LogContents {
  const records = [...contents.records];
  for (const {
    value,
    from,
    records: [first, ...others],
  } of found)
    if (first) records[from] = accounted(value, [first, ...others])[0] ?? first;
  return { ...contents, records };
}

function gather(given: readonly Placed[]): Gathered {
  // A list may be the events of a stream, as some logs keep them.
  const values = withVerdicts(withEpisodes(given))
    .flatMap(inTraces)
    .flatMap(({ value, place }) =>
      Array.isArray(value) && isStreamEvent(value[0]) ? responsesOf(value, place) : [{ value, place }],
    );
  const records: LogRecord[] = [];
  const found: Found[] = [];
  const skipped: Unread[] = [];
  const unknown: UnknownValue[] = [];
  const take = ({ value, records: read }: ReadValue, place: string): void => {
    found.push({ value, from: records.length, records: read });
    records.push(...read);
    if (read.length === 0) skipped.push(unread(place, "no-run", JSON.stringify(value) ?? ""));
  };
  const leave = (place: string, value: unknown): void => {
    skipped.push({ ...unread(place, "unknown-form", JSON.stringify(value) ?? ""), ...shapeOf(value) });
    unknown.push({ place, value });
  };
  for (const { value: held, place } of values) {
    const value = unwrapped(held);
    const notebook = readNotebook(value, place, printedRecords);
    if (notebook) {
      records.push(...notebook.records);
      skipped.push(...notebook.unread);
      continue;
    }
    const read = recordsIn(value, place);
    if (read) take(read, place);
    else if (Array.isArray(value) && value.some((item) => typeof item === "object")) {
      const before = place === "file" ? "" : `${place}, `;
      const items = value.map((item: unknown, i) => ({ value: item, place: `${before}record ${i + 1}` }));
      for (const { value: item, place: where } of withVerdicts(withEpisodes(items))) {
        const inner = recordsIn(unwrapped(item), where);
        const within = inner ? null : wrappedRecords(item, where, leave, listedIn);
        if (inner) take(inner, where);
        else if (within) records.push(...within);
        else leave(where, item);
      }
    } else {
      const inner = wrappedRecords(value, place, leave);
      if (inner) records.push(...inner);
      else leave(place, value);
    }
  }
  return { records, unread: skipped, unknown, found };
}

/** Very many spans as a value for each trace: `trace 3`. */
function inTraces({ value, place }: Placed): readonly Placed[] {
  const before = place === "file" ? "" : `${place}, `;
  const traces = holdsSpans(value) ? byTrace(value) : [value];
  return traces.map((trace, i) => ({ value: trace, place: traces.length === 1 ? place : `${before}trace ${i + 1}` }));
}

/** The records within a value that is none itself; null where nothing in it is one. Items that are none are left. The first tells what stands beside them. */
function wrappedRecords(
  value: unknown,
  place: string,
  leave: (place: string, value: unknown) => void,
  within: (value: unknown) => Wrapped | null = wrappedIn,
): readonly LogRecord[] | null {
  const wrapped = within(value);
  if (!wrapped) return null;
  const read = withEpisodes(wrapped.items).map((item) => {
    const where = place === "file" ? item.place : `${place}, ${item.place}`;
    const read = recordsIn(unwrapped(item.value), where);
    const records = read ? accounted(read.value, read.records) : [];
    return { where, value: item.value, records: askedUnder(item.name ?? "", records) };
  });
  const [first, ...others] = read.flatMap(({ records }) => records);
  if (!first) return null;
  for (const item of read) if (item.records.length === 0) leave(item.where, item.value);
  const beside = [wrapped.beside, untoldNames(wrapped.items, [first, ...others])];
  const known = FOREIGN_SYSTEMS.knownFields(first.form);
  const unaccounted = beside.flatMap((held) => ledgerOf(held, toldByRecords([]), known).unaccounted);
  return [{ ...first, unread: [...first.unread, ...unaccounted] }, ...others];
}

/** What stands beside a list of records of that form within one record, of the text of all but the list. */
export function unreadBeside(text: string, form: string): readonly Unread[] {
  const parsed = parseJson(text);
  if (!parsed.ok) return [unread("file", "cut-off", text)];
  const { unaccounted } = ledgerOf(parsed.value, toldByRecords([]), FOREIGN_SYSTEMS.knownFields(form));
  return [...tooDeepIn(parsed, "file"), ...unaccounted];
}

/** What values of one form have in common, so that a file of them is told once: the names of their fields. */
const shapeOf = (value: unknown): Pick<Unread, "what"> =>
  isFields(value) ? { what: Object.keys(value).sort().join(", ").slice(0, MOST_SHAPE) } : {};

const MOST_SHAPE = 200;

/** The records of a log that a cell of a notebook printed: JSON, JSON Lines, or what Python prints of such a value. */
function printedRecords(text: string, place: string): LogContents {
  const literal = parseLiteral(text.trim());
  const whole = tryParse(text);
  const contents = whole.ok || !literal.ok ? readLog(text) : readLogValue(plainValue(literal.value), place);
  // Bare words are the notebook's own to read: it knows the pictures among them.
  const logged = contents.records.filter(({ form }) => form !== "words");
  const placed = (where: string): string => (where === place ? place : `${place}, ${where}`);
  return {
    records: logged.map((record) => ({ ...record, place: placed(record.place) })),
    unread: contents.unread.map((finding) => ({ ...finding, place: placed(finding.place) })),
  };
}

/** The records of a value, and the value that they have to be held against. */
type ReadValue = Omit<Found, "from">;

export function recordsIn(value: unknown, place: string): ReadValue | null {
  if (!isFields(value) && !Array.isArray(value)) return null;
  const records = FOREIGN_SYSTEMS.recordsIn(value, place);
  if (records?.some(isSpoken)) return { value, records };
  // The same form under names that are written otherwise: a question alone may have its answer under such a name.
  const renamed = withPlainNames(value);
  const found = renamed && FOREIGN_SYSTEMS.recordsIn(renamed, place);
  if (found && (!records || found.some(isSpoken))) return { value: renamed, records: found };
  return records && { value, records };
}

/** Whether a record has any words of a model, and is no question alone. */
const isSpoken = ({ messages }: LogRecord): boolean => messages.some(({ role }) => role === "assistant");

/** The records of a value, the first of which tells what the value holds beside them. */
function accounted(value: unknown, records: readonly LogRecord[]): readonly LogRecord[] {
  const [first, ...others] = records;
  if (!first) return records;
  const { unaccounted } = ledgerOf(
    value,
    toldByRecords(records, FOREIGN_SYSTEMS.renderingsIn(value, first.form)),
    FOREIGN_SYSTEMS.knownFields(first.form),
    FOREIGN_SYSTEMS.spokenFields(first.form),
  );
  return unaccounted.length === 0 ? records : [{ ...first, unread: [...first.unread, ...unaccounted] }, ...others];
}

/** Words without any structure: a chat as its template writes it, or one turn of a model. */
function wordsRecord(text: string): LogRecord {
  const printed = FOREIGN_SYSTEMS.recordInWords(text, "file");
  if (printed) return printed;
  const marks = marksOfChat(text);
  const messages: readonly Message[] = marks
    ? splitChat(text, marks, "user", [])
    : [{ role: "assistant", parts: [{ kind: "text", text }], place: "file" }];
  return recordOf({}, shownOnceSpoken(messages), { place: "file", form: "words" });
}

type Parsed = ({ readonly ok: true } & PrunedJson) | { readonly ok: false };

/** The same contents, and that something in the value that they were read from is nested too deeply. */
const withDeep = <Contents extends LogContents>(contents: Contents, parsed: PrunedJson, place: string): Contents =>
  parsed.tooDeep.length === 0 ? contents : { ...contents, unread: [...tooDeepIn(parsed, place), ...contents.unread] };

/** Each record of a value in which something is nested too deeply. */
const tooDeepIn = ({ tooDeep }: PrunedJson, place: string): readonly Unread[] =>
  tooDeep.map(([first, second]) => {
    const [list, item] = typeof first === "number" ? ["record", first] : [first, second];
    const within = typeof item === "number" ? `${list} ${item + 1}` : list;
    const where = place === "file" ? [within] : [place, within];
    return unread(where.join(", "), "too-deep", [first, second].filter((step) => step !== undefined).join("."));
  });

export function parseJson(text: string): Parsed {
  const bare = text.replace(/^\uFEFF/, "");
  const parsed = tryParse(bare);
  // Python writes numbers that JSON has not: they are as good as none.
  if (parsed.ok) return parsed;
  const told = /\b(?:NaN|Infinity)\b/.test(bare) ? tryParse(withoutNaN(bare)) : parsed;
  return told.ok ? told : asPython(bare);
}

/** What Python prints of a record or a list, and JSON with commas behind the last of its items, as people write it by hand. */
function asPython(text: string): Parsed {
  const trimmed = text.trim().replace(/,$/, "");
  if (!/^(?:\{\s*["'}]|\[\s*[[{])/.test(trimmed) || !/[\]}]$/.test(trimmed)) return { ok: false };
  const literal = parseLiteral(trimmed);
  return literal.ok ? { ok: true, value: plainValue(literal.value), tooDeep: [] } : { ok: false };
}

function tryParse(text: string): Parsed {
  try {
    return { ok: true, ...parsePrunedJson(text) };
  } catch {
    return { ok: false };
  }
}

function* linesOf(text: string): Generator<{ text: string; place: string }> {
  let from = 0;
  for (let number = 1; from < text.length; number++) {
    const newline = text.indexOf("\n", from);
    const to = newline < 0 ? text.length : newline;
    const line = text.slice(from, to).trim();
    if (line !== "") yield { text: line, place: `line ${number}` };
    from = to + 1;
  }
}
