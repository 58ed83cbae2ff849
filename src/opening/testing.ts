// For tests of opening: ports with pictures that are there by name, the law of the ledger, and logs opened whole.
import { isDeepStrictEqual } from "node:util";
import type { Action, ImageId } from "../action";
import {
  FOREIGN_SYSTEMS,
  field,
  imageReference,
  isFields,
  type LogRecord,
  listField,
  parseLiteral,
  plainName,
  plainValue,
  textField,
  type Unread,
  unwrapped,
} from "../dialect";
import type { Size } from "../geometry";
import { encodeTrace, lineThrough, parseTrace, type Step, type StepId, type Trace, type TraceId } from "../trace";
import { unread } from "./contents";
import { ledgerOf, type Told, toldByRecords } from "./ledger";
import { cellsOf, OF_NOTEBOOK } from "./notebookLedger";
import { wordsBetweenMarks } from "./notebookRuns";
import { type OpenedRecord, openRecord } from "./openRecord";
import type { FoundImage, OpeningPorts } from "./ports";
import { askedAndAnswered, printedValues, shownText } from "./printedValues";
import { readLog, recordsIn } from "./readLog";
import { standInId } from "./standIn";
import { asRead, valuesWithin } from "./testing/asRead";
import { bytesOf, picturesWithin } from "./testing/heldPictures";
import { lostInUnwrapping } from "./testing/unwrapping";

export const HASH = (digit: string): ImageId => digit.repeat(64) as ImageId;

/** The name of a picture whose bytes stand in a log: another for other bytes. */
export const pictureId = (url: string): ImageId => standInId(bytesOf(url));

export function countingPorts(
  pictures: Readonly<Record<string, { readonly digit: string } & Omit<FoundImage, "id">>> = {},
): OpeningPorts {
  let count = 0;
  return {
    async find(reference) {
      const key = reference.kind === "name" ? reference.name : "data";
      const picture = Object.hasOwn(pictures, key) ? pictures[key] : undefined;
      if (!picture) return null;
      const { digit, ...size } = picture;
      return { id: reference.kind === "data" ? pictureId(reference.url) : HASH(digit), ...size };
    },
    executor: null,
    nextStepId: () => `s${++count}` as StepId,
    nowMillis: () => 1000 + count,
  };
}

/**
 * What of a value was lost in silence: by the law of the ledger nothing. Every string is words of the traces that it
 * became, known by name in one of the forms of its records, or in a report. Every picture whose bytes it holds is shown by
 * a step, that very picture, or was looked for in vain and is in a report.
 */
export function lostInSilence(
  given: unknown,
  opened: readonly OpenedRecord[],
  ...forms: readonly string[]
): readonly Unread[] {
  // What a value holds is accounted for without its envelope; to take that off may lose nothing either.
  const value = unwrapped(given);
  const lost = lostOf(given, value, [value], opened, forms);
  if (lost.length === 0) return lost;
  // Few values have records within others: these are looked for where they are needed.
  const read = asRead(given);
  // What either way accounts for is not lost: some of what stands beside records may be of their form, and was not read.
  const before = new Set(lost.map(({ excerpt }) => excerpt));
  return lostOf(given, read, valuesWithin(read), opened, forms).filter(
    ({ code, excerpt }) => !code.startsWith("un") || before.has(excerpt),
  );
}

/** What reports name, by patterns of plain paths; the parts among it, of which all is told; and how many pictures are missed. */
function reportedOf(opened: readonly OpenedRecord[]): {
  readonly reported: ReadonlySet<string>;
  readonly parts: ReadonlySet<string>;
  readonly missed: number;
} {
  const reported = new Set<string>();
  const parts = new Set<string>();
  let missed = 0;
  for (const { report } of opened) {
    missed += report.missingImages.length;
    const outers = outersOf(report.place);
    for (const { what, code, place, also = [], excerpt, count = 1 } of report.notUnderstood) {
      if (what !== undefined) for (const outer of outers) reported.add(plainPath(outer + what));
      // Results that stand side by side are by the ids of their records.
      if (what !== undefined) reported.add(plainPath(`${what}.${report.place}`));
      if (code === "unknown-part")
        for (const one of [place, ...also]) for (const outer of outers) parts.add(plainPath(outer + patternOf(one)));
      // Bytes in a field that no reader knows are reported as the field is.
      if (code === "picture-lost" || (code === "unread-field" && imageReference(excerpt).kind === "data"))
        missed += count;
    }
  }
  return { reported, parts, missed };
}

/** `within` are the values that texts may be renderings of. */
function lostOf(
  given: unknown,
  value: unknown,
  within: readonly unknown[],
  opened: readonly OpenedRecord[],
  forms: readonly string[],
): readonly Unread[] {
  const words: string[] = [];
  const names: string[] = [];
  const asked: string[] = [];
  const shown = new Set<ImageId>();
  const { reported, parts, missed } = reportedOf(opened);
  for (const { trace, report } of opened) {
    words.push(...wordsOfTrace(trace));
    names.push(...[...trace.images.values()].map(({ name }) => name), ...report.missingImages);
    for (const step of trace.steps.values()) {
      for (const id of imagesOfStep(step)) shown.add(id);
      if (step.body.kind === "problem") asked.push(step.body.question);
    }
  }
  const named = names.map((name) => ({ kind: "name" as const, name }));
  // Bytes that a reader took for a picture are one, whatever they are; they are shown, or looked for in vain.
  const found = recordsIn(value, "");
  const records = found?.records ?? within.flatMap((inner) => FOREIGN_SYSTEMS.recordsIn(inner, "") ?? []);
  words.push(...spellings(records));
  const taken = [...toldByRecords(records).pictures].flatMap((reference) =>
    reference.kind === "data" ? [reference] : [],
  );
  words.push(...forms.flatMap((form) => within.flatMap((inner) => FOREIGN_SYSTEMS.renderingsIn(inner, form))));
  const told: Told = { words, asked, pictures: [...named, ...taken], joined: true };
  // Fields are known by the names that they were read under.
  const read = found?.value ?? value;
  const known = new Set(forms.flatMap((form) => [...FOREIGN_SYSTEMS.knownFields(form)]));
  const spoken = new Set(forms.flatMap((form) => [...FOREIGN_SYSTEMS.spokenFields(form)]));
  const { unaccounted } = ledgerOf(read, told, known, spoken);
  // What stands in a part of which nothing was read is reported with that.
  const inPart = (place: string): boolean =>
    [...parts].some((part) => plainPath(patternOf(place)).startsWith(`${part}.`));
  const outside = picturesWithin(value).flatMap(({ url, place }) => (inPart(place) ? [] : [url]));
  const held = new Map([...outside, ...taken.map(({ url }) => url)].map((url) => [pictureId(url), url]));
  // Bytes where words should stand, as in what a tool is declared with, are shown as words.
  const unseen = [...held]
    .filter(([id, url]) => !shown.has(id) && !words.some((text) => text.includes(bytesOf(url))))
    .map(([, url]) => url);
  // A part that was heard in part when it was read may be one of which nothing was heard here, and the other way round:
  // then a part of it is in the report, or all of it.
  const isReported = ({ place, what = "" }: Unread): boolean => {
    const pattern = plainPath(patternOf(place));
    // Paths are cut off, and one within another record later than the same from the outside.
    const isCut = place.length >= LONGEST_PLACE;
    return (
      reported.has(plainPath(what)) ||
      [...reported].some((known) => known.startsWith(isCut ? pattern.slice(0, LONGEST_NAME) : `${pattern}.`)) ||
      [...parts].some((part) => pattern.startsWith(`${part}.`))
    );
  };
  const lost = [
    ...lostInUnwrapping(given, value),
    ...unaccounted.filter((finding) => !isReported(finding) && !isPicture(finding)),
  ];
  return unseen.length <= missed ? lost : [...lost, ...unseen.map((url) => unread("", "picture-lost", url))];
}

/** What a place within a record may have before it outside: that of a record within another, or of one of its rows, is its own. */
const outersOf = (place: string): readonly string[] => {
  const own = patternOf(place);
  const all = [own, own.replace(/, .*$/, "")].flatMap((outer) => [outer, outer.replace(/ \d+$/, "[]")]);
  return ["", ...all.map((outer) => `${outer}.`)];
};

/** Records under other names are reported under plain ones, whatever they stand in. */
const plainPath = (path: string): string => path.split(".").map(plainName).join(".");

/** Paths are told up to so many characters. */
export const LONGEST_PLACE = 200;
/** Records are called by so much of the names that they stand under. */
const LONGEST_NAME = 100;

/** How a log writes tokens that are no words by themselves, where they were read as a part of some. */
const spellings = (records: readonly LogRecord[]): readonly string[] =>
  records.flatMap(({ messages }) =>
    messages.flatMap(({ parts }) =>
      parts.flatMap((part) =>
        part.kind === "text" ? (part.tokens ?? []).flatMap(({ spelled }) => spelled ?? []) : [],
      ),
    ),
  );

/**
 * What of a notebook's outputs was lost in silence. Cells are taken one by one: of one without a run the report says so,
 * of the others each output is told by its runs, line by line, or something of it is in the report.
 */
export function lostInNotebook(
  given: unknown,
  unreadPieces: readonly Unread[],
  opened: readonly OpenedRecord[],
): readonly Unread[] {
  const value = unwrapped(given);
  const findings = [...unreadPieces, ...opened.flatMap(({ report }) => report.notUnderstood)];
  const places = findings.flatMap(({ place, also = [] }) => [place, ...also]);
  const words = opened.flatMap(({ trace }) => wordsOfTrace(trace));
  const told: Told = { words: [...words, ...findings.map(({ excerpt }) => excerpt)], pictures: [], joined: true };
  const known = FOREIGN_SYSTEMS.knownFields("messages");
  // What no notebook has is reported in its own place, or with the part that it stands in.
  const beside = withoutNames(value, [...OF_NOTEBOOK, "cells", "worksheets"]);
  const lostBeside = ledgerOf(beside, told, known).unaccounted.filter(
    ({ place, also = [] }) => ![place, ...also].every((one) => places.some((told) => overlap(one, told))),
  );
  const lostInCells = (cellsOf(value) ?? []).flatMap((cell, i) =>
    (listField(cell, "outputs") ?? []).flatMap((output, j) => {
      const isReported = places.some(
        (place) =>
          place === `cell ${i + 1}` ||
          place.startsWith(`cell ${i + 1},`) ||
          place.startsWith(`cells[${i}].outputs[${j}]`),
      );
      const text = listField(output, "text") ?? [field(output, "text")];
      const whole = text.filter((line) => typeof line === "string").join("");
      const printed = shownText(whole) ?? whole;
      if (isReported || textField(output, "name", "stream") === "stderr") return [];
      // A value that is printed over several lines is one, and not the words of its lines.
      const literal = parseLiteral(printed.trim());
      const value = literal.ok && typeof literal.value === "object" ? plainValue(literal.value) : null;
      const objects = value === null ? printedValues(printed) : null;
      const answered = objects && askedAndAnswered(objects);
      const { unaccounted } = ledgerOf(value ?? answered?.value ?? wordsBetweenMarks(printed), told, known);
      // What a cell printed is a record of its own, in which findings have their places.
      return unaccounted.filter(({ place }) => !places.some((one) => overlap(one.replace(/^file, /, ""), place)));
    }),
  );
  return [...lostBeside, ...lostInCells];
}

/** Whether two places are the same, or one is within the other. */
const overlap = (one: string, other: string): boolean =>
  one === other || [".", "["].some((next) => one.startsWith(other + next) || other.startsWith(one + next));

const withoutNames = (value: unknown, names: readonly string[]): unknown =>
  isFields(value) ? Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name))) : {};

/** Whether a value is read as a notebook. */
export const isNotebook = (value: unknown): boolean => cellsOf(unwrapped(value)) !== null;

const patternOf = (place: string): string => place.replaceAll(/\[\d+\]/g, "[]");

const isPicture = ({ excerpt }: Unread): boolean => imageReference(excerpt).kind === "data";

function imagesOfStep({ body }: Step): readonly ImageId[] {
  if (body.kind === "problem") return body.images;
  if (body.kind === "action") return body.action.kind === "imagine" ? [body.action.image] : [];
  return body.kind === "observation" && body.image ? [body.image] : [];
}

function wordsOfTrace(trace: Trace): readonly string[] {
  const words = [trace.title, ...trace.scores.flatMap(({ name, value }) => [name, String(value)])];
  // The steps of one turn hold its words piece by piece.
  let turn = "";
  for (const { body, raw, logged = [] } of trace.steps.values()) {
    for (const { text, alternatives } of logged) words.push(text, ...alternatives.map((other) => other.text));
    turn = body.kind === "observation" || body.kind === "problem" ? raw : turn + raw;
    words.push(raw, turn);
    // Parts of what was shown stand in lines of their own, and so do those of a question.
    if ("text" in body) words.push(body.text, ...body.text.split("\n"));
    if (body.kind === "problem")
      words.push(body.question, ...body.question.split("\n"), body.instructions ?? "", body.reference?.answer ?? "");
  }
  return words;
}

/** Sizes of pictures: of those that stand in a log itself, and of those that it names. */
export interface CasePictures {
  readonly data?: Size;
  readonly named?: Readonly<Record<string, Size>>;
}

/** Base64 of a picture, as far as anything here looks at it. */
export const PNG = `iVBORw0KGgo${"A".repeat(80)}`;
export const PNG_URL = `data:image/png;base64,${PNG}`;

/** The records of a log. Throws where any of it is lost in silence, or is not the same once it is written and read. */
export async function opened(
  value: unknown,
  { data, named = {} }: CasePictures = {},
): Promise<readonly OpenedRecord[]> {
  const sizes = Object.entries({ ...named, ...(data ? { data } : {}) });
  const pictures = Object.fromEntries(sizes.map(([name, size], i) => [name, { digit: "abcdef"[i] ?? "f", ...size }]));
  const contents = readLog(JSON.stringify(value));
  if (contents.unread.length > 0) throw new Error(`Not read: ${JSON.stringify(contents.unread)}`);
  const records = await Promise.all(
    contents.records.map((record) => openRecord(record, "t" as TraceId, countingPorts(pictures))),
  );
  for (const { trace } of records) {
    const again = parseTrace(JSON.parse(JSON.stringify(encodeTrace(trace))));
    if (!again.ok || !isDeepStrictEqual(again.value, trace))
      throw new Error(`Not the same once it is read: ${trace.title}`);
  }
  const lost = lostInSilence(value, records, contents.records[0]?.form ?? "");
  if (lost.length > 0) throw new Error(`Lost in silence: ${JSON.stringify(lost)}`);
  return records;
}

/** The same for a log of one record. */
export async function only(value: unknown, pictures: CasePictures = {}): Promise<OpenedRecord> {
  const [first, ...more] = await opened(value, pictures);
  if (!first || more.length > 0) throw new Error("Not one record");
  return first;
}

const tenth = (value: number): number => Math.round(value * 10) / 10;

/** A step in short: `click 1818.6,41.5`, `zoom 10 20 100 200`, `saw a picture`. */
function inShort({ body }: Step): string {
  const words = (...parts: readonly string[]): string => parts.filter((part) => part !== "").join(" ");
  switch (body.kind) {
    case "problem":
      return `asked ${body.question.trim()}`;
    case "action":
      return actionInShort(body.action, words);
    case "observation":
      return words(body.image ? "saw a picture" : "saw", body.text.trim());
    case "unparsed":
      return `unparsed ${body.code}`;
    default:
      return `${body.kind} ${body.text}`;
  }
}

function actionInShort(action: Action, words: (...parts: readonly string[]) => string): string {
  if (action.kind === "operate")
    return words(action.gesture, ...action.points.map(({ x, y }) => `${tenth(x)},${tenth(y)}`), action.words);
  if (action.kind === "program") return `program ${action.language}`;
  return "box" in action ? `${action.kind} ${Object.values(action.box).map(Math.round).join(" ")}` : action.kind;
}

export const lineIn = ({ trace }: OpenedRecord): readonly string[] => lineThrough(trace, null).map(inShort);

export const findingsIn = ({ report }: OpenedRecord): readonly string[] =>
  report.notUnderstood.map(({ code, what }) => `${code} ${what ?? ""}`.trim());

/** What a log comes to: of each record its question, what the model said last, and the reference. */
export function outcomeOf(value: unknown): readonly (readonly (string | null | undefined)[])[] {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return readLog(text).records.map(({ question, messages, reference }) => [
    question,
    messages.map(({ parts }) => parts.map((part) => (part.kind === "text" ? part.text : "#")).join("")).at(-1),
    reference?.answer ?? null,
  ]);
}

/** The lines of all records with what was not understood, one after the other; every picture is of 640 × 480 pixels. */
export async function toldLines(
  value: unknown,
  named: readonly string[] = [],
): Promise<readonly (readonly string[])[]> {
  const size = { width: 640, height: 480 };
  const records = await opened(value, { data: size, named: Object.fromEntries(named.map((name) => [name, size])) });
  return records.map((record) => [...lineIn(record), ...findingsIn(record)]);
}
