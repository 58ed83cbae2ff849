import { FOREIGN_SYSTEMS, isEvalsEvent, isStreamEvent, type LogRecord } from "../../dialect";
import { type LogContents, unread } from "../contents";
import { isPieceOfRun, numbersOfPlace } from "../episodes";
import { parseJson, readLog, readLogLine, readLogLines, readLogValue, unreadBeside } from "../readLog";
import { sampleAt } from "../samples";
import { WRAPPED_LISTS } from "../wrapped";
import { type ByteSource, decodeText, isBinary, isUtf16 } from "./bytes";
import { ItemCutter } from "./cutItems";
import { type CutLine, LineCutter } from "./cutLines";
import type { Separator } from "./cutRows";
import { WrappedCutter } from "./cutWrapped";
import { itemsOfContents, type LogItem, type LogPiece, type LogSource, nthAt, type RecordAt } from "./item";
import { isParquet, openParquet } from "./parquet";
import { itemsOfPieces, placeOfPiece, together } from "./piece";
import { SeparatedTable, separatorOf } from "./separated";
import type { EventLog } from "./tensorBoard";
import { beginsWithEvent } from "./tfRecords";

export interface StreamLimits {
  /** A line beyond this is reported and not read. */
  readonly lineBytes: number;
  /** A list beyond this is read item by item. */
  readonly listBytes: number;
  /** Any other file that is one value has to be read whole, and is refused beyond this. */
  readonly wholeBytes: number;
}

export const STREAM_LIMITS: StreamLimits = {
  lineBytes: 64 * 2 ** 20,
  listBytes: 32 * 2 ** 20,
  wholeBytes: 256 * 2 ** 20,
};

export function openSource(source: ByteSource, limits: StreamLimits = STREAM_LIMITS): LogSource {
  // The records of a file that is one value are read together; the last file so read is kept for the next of them.
  let last: LogContents | null = null;
  const whole = async (): Promise<LogContents> => {
    last ??= await readWhole(source, limits);
    return last;
  };
  let table: SeparatedTable | null = null;
  const separated = (separator: Separator): SeparatedTable => {
    table ??= new SeparatedTable(source, separator, limits.lineBytes);
    return table;
  };
  return {
    pieces: async () => piecesOf(source, (await layoutOf(source, limits)).kind, limits),
    async *items(onBytes = () => {}, pictures = "kept") {
      const layout = await layoutOf(source, limits);
      const pieces = piecesOf(source, layout.kind, limits);
      if (layout.kind === "table") yield* (await openParquet(source)).items(onBytes, pictures);
      else if (layout.kind === "events") yield* (await openEvents(source, limits)).items(onBytes);
      else if (layout.kind === "separated") yield* separated(layout.separator).items(onBytes);
      else if (pieces) yield* itemsIn(pieces, onBytes);
      else if (layout.kind === "wrapped") yield* wrappedItems(source, limits, onBytes);
      else {
        yield* itemsOfWhole(await whole());
        onBytes(source.size);
      }
    },
    async recordAt(at) {
      if (at.kind === "row") return (await openParquet(source)).recordAt(at.row, at.nth);
      if (at.kind === "event") return (await openEvents(source, limits)).recordAt(at);
      if (at.kind === "whole") return (await whole()).records[at.nth] ?? null;
      if (at.kind === "cells") return table?.recordAt(at) ?? null;
      return (await recordsOfPieces(source, [at]))?.[0] ?? null;
    },
    async recordsAt(ats) {
      const together = (await recordsOfPieces(source, ats)) ?? (await recordsOfRows(source, ats));
      return together ?? Promise.all(ats.map((at) => this.recordAt(at)));
    },
    async rawAt(at) {
      if (at.kind === "row") return JSON.stringify(await (await openParquet(source)).valueAt(at.row));
      if (at.kind === "event") return (await openEvents(source, limits)).rawAt(at);
      if (at.kind === "unknown") return JSON.stringify((await whole()).unknown?.[at.which]?.value) ?? null;
      if (at.kind === "whole") return rawOfWhole(source, (await whole()).records[at.nth]?.place ?? "");
      if (at.kind === "cells") return table?.rawAt(at) ?? null;
      if (at.kind === "piece") return rawOfWhole(source, at.place);
      return isPiece(at) ? decodeText(await source.slice(at.from, at.to)).text : null;
    },
    async rawsAt(ats) {
      const [first, last] = [ats[0], ats.at(-1)];
      if (isPiece(first) && isPiece(last)) return textsOf(source, ats, first.from, last.to);
      if (first?.kind === "row" && last?.kind === "row") return rowsOf(source, ats, first.row, last.row + 1);
      if (first?.kind !== "whole") return Promise.all(ats.map((at) => this.rawAt(at)));
      const { records } = await whole();
      const raws = await rawsOfWhole(source);
      return ats.map((at) => (at.kind === "whole" ? (raws(records[at.nth]?.place ?? "") ?? null) : null));
    },
  };
}

/** In a file that is one value places do not come in order with what was not understood. */
const itemsOfWhole = (contents: LogContents): Generator<LogItem> =>
  itemsOfContents(
    contents,
    (nth, kind) => (kind === "record" ? { kind: "whole", nth } : { kind: "unknown", which: nth, nth: 0 }),
    ({ place }) => ({ kind: "piece", place }),
  );

/** The reader of events comes with the first file of them. */
const openEvents = async (source: ByteSource, { lineBytes }: StreamLimits): Promise<EventLog> =>
  new (await import("./tensorBoard")).EventLog(source, lineBytes);

type PieceAt = Extract<RecordAt, { kind: "line" | "item" }>;

const isPiece = (at: RecordAt | undefined): at is PieceAt => at?.kind === "line" || at?.kind === "item";

/** The texts of lines or items out of one read: asking the disk for each takes longer than all the rest. */
async function textsOf(source: ByteSource, ats: readonly RecordAt[], from: number, to: number): Promise<string[]> {
  const bytes = await source.slice(from, to);
  return ats.map((at) => (isPiece(at) ? decodeText(bytes.subarray(at.from - from, at.to - from)).text : ""));
}

/** The records of lines or items, out of one read; null where they are of something else. */
async function recordsOfPieces(
  source: ByteSource,
  ats: readonly RecordAt[],
): Promise<readonly (LogRecord | null)[] | null> {
  const [first, last] = [ats[0], ats.at(-1)];
  if (!isPiece(first) || !isPiece(last)) return null;
  const texts = await textsOf(source, ats, first.from, last.to);
  const placed = (at: RecordAt): string => (isPiece(at) ? placeOfPiece(at.kind, at.number) : "");
  const read = readLogLines(ats.map((at, i) => ({ text: (texts[i] ?? "").trim(), place: placed(at) })));
  return ats.map((at, i) => read[i]?.records[nthAt(at)] ?? null);
}

/** The records of rows without their pictures; null where they are of something else. */
async function recordsOfRows(
  source: ByteSource,
  ats: readonly RecordAt[],
): Promise<readonly (LogRecord | null)[] | null> {
  const [first, last] = [ats[0], ats.at(-1)];
  if (first?.kind !== "row" || last?.kind !== "row") return null;
  const values = await (await openParquet(source)).wordsOf(first.row, last.row + 1);
  return ats.map((at) => {
    if (at.kind !== "row") return null;
    return readLogValue(values[at.row - first.row], `row ${at.row + 1}`).records[at.nth] ?? null;
  });
}

async function rowsOf(source: ByteSource, ats: readonly RecordAt[], from: number, to: number): Promise<string[]> {
  const values = await (await openParquet(source)).wordsOf(from, to);
  return ats.map((at) => JSON.stringify(at.kind === "row" ? values[at.row - from] : null) ?? "");
}

async function readWhole(source: ByteSource, limits: StreamLimits): Promise<LogContents> {
  const size = `${source.size} bytes`;
  if (source.size > limits.wholeBytes) return { records: [], unread: [unread("file", "log-too-large", size)] };
  const bytes = await source.slice(0, source.size);
  const { text, whole } = decodeText(bytes);
  const contents = !whole && isBinary(bytes) ? { records: [], unread: [] } : readLog(text);
  return whole ? contents : { ...contents, unread: [...contents.unread, unread("file", "not-utf-8", "")] };
}

/** The text of the item of a list, or of the line, that a place names; else that of the whole file. */
const rawOfWhole = async (source: ByteSource, place: string): Promise<string> => (await rawsOfWhole(source))(place);

/** The same for many places: the file is read once, and cut once for each sort of place. */
async function rawsOfWhole(source: ByteSource): Promise<(place: string) => string> {
  const bytes = await source.slice(0, source.size);
  const cut = new Map<string, ReadonlyMap<number, Uint8Array>>();
  const cutInto = (kind: string): ReadonlyMap<number, Uint8Array> => {
    const known =
      cut.get(kind) ??
      piecesByNumber(kind === "line" ? new LineCutter(bytes.length) : new ItemCutter(bytes.length), bytes);
    cut.set(kind, known);
    return known;
  };
  return (place) => {
    const named = numbersOfPlace(place);
    if (!named) return sampleAt(decodeText(bytes).text, place) ?? decodeText(bytes).text;
    const pieces = cutInto(named.kind);
    if (named.from === named.to) return decodeText(pieces.get(named.from) ?? bytes).text;
    // The steps of a run, as the list that they are read as.
    const steps = Array.from({ length: named.to - named.from + 1 }, (_, i) => pieces.get(named.from + i));
    return `[${steps.map((step) => (step ? decodeText(step).text.trim() : "null")).join(",\n")}]`;
  };
}

function piecesByNumber(cutter: LineCutter | ItemCutter, bytes: Uint8Array): ReadonlyMap<number, Uint8Array> {
  const pieces = new Map<number, Uint8Array>();
  for (const cuts of [cutter.push(bytes), cutter.end()])
    for (const { number, bytes } of cuts) if (bytes) pieces.set(number, bytes);
  return pieces;
}

/** What the pieces of a file hold. */
async function* itemsIn(pieces: AsyncIterable<LogPiece>, onBytes: (read: number) => void): AsyncGenerator<LogItem> {
  for await (const read of together(pieces)) {
    yield* itemsOfPieces(read);
    onBytes(read.at(-1)?.to ?? 0);
  }
}

/** The pieces of a file that is laid out so; null where they do not stand by themselves. */
function piecesOf(
  source: ByteSource,
  kind: Layout["kind"],
  { lineBytes }: StreamLimits,
): AsyncGenerator<LogPiece> | null {
  if (kind === "lines") return piecesIn(source, new LineCutter(lineBytes), "line");
  return kind === "list" ? piecesIn(source, new ItemCutter(lineBytes), "item") : null;
}

/** The pieces of a file, one after the other, whatever they hold. */
async function* piecesIn(
  source: ByteSource,
  cutter: LineCutter | ItemCutter,
  kind: LogPiece["kind"],
): AsyncGenerator<LogPiece> {
  const placed = (cut: CutLine): LogPiece => ({ ...cut, kind, place: placeOfPiece(kind, cut.number) });
  for await (const bytes of source.stream()) for (const cut of cutter.push(bytes)) yield placed(cut);
  for (const cut of cutter.end()) yield placed(cut);
}

/** The items of a list within one record, and what of the record stands beside them. */
async function* wrappedItems(
  source: ByteSource,
  limits: StreamLimits,
  onBytes: (read: number) => void,
): AsyncGenerator<LogItem> {
  const cutter = new WrappedCutter(WRAPPED_LISTS, limits.lineBytes);
  let form: string | null = null;
  let read = 0;
  function* itemsOf(cuts: Iterable<CutLine>): Generator<LogItem> {
    for (const cut of cuts)
      for (const item of itemsOfPieces([{ ...cut, kind: "item", place: `${cutter.name ?? ""} ${cut.number}` }])) {
        if (item.kind === "record") form ??= item.record.form;
        yield item;
      }
  }
  for await (const piece of source.stream()) {
    yield* itemsOf(cutter.push(piece));
    read += piece.length;
    onBytes(read);
  }
  yield* itemsOf(cutter.end());
  const beside = cutter.beside();
  for (const finding of beside ? unreadBeside(decodeText(beside).text, form ?? "") : [])
    yield { kind: "unread", unread: { ...finding, place: `file, ${finding.place}` } };
}

/** As many lines as are looked at to tell how a file is laid out. */
const LINES_LOOKED_AT = 8;

/** By so many bytes a file is told that is no text. */
const HEAD_BYTES = 64;

type Layout =
  | { readonly kind: "lines" | "list" | "wrapped" | "whole" | "table" | "events" }
  | { readonly kind: "separated"; readonly separator: Separator };

/** A line for each record, or one value, or a table: told by how the file begins, and by its name where that says nothing. */
async function layoutOf(source: ByteSource, limits: StreamLimits): Promise<Layout> {
  const head = await source.slice(0, HEAD_BYTES);
  if (isParquet(head)) return { kind: "table" };
  if (beginsWithEvent(head)) return { kind: "events" };
  // Lines are cut at bytes, of which a character has two there.
  if (isUtf16(head)) return { kind: "whole" };
  if (source.size > limits.listBytes) {
    const cutters = {
      list: new ItemCutter(limits.lineBytes),
      wrapped: new WrappedCutter(WRAPPED_LISTS, limits.lineBytes),
    };
    if (await beginsAs(/^\s*\[\s*\{/, source, cutters.list)) return { kind: "list" };
    if (await beginsAs(/^\s*\{\s*"/, source, cutters.wrapped)) return { kind: "wrapped" };
  }
  const lines = await firstLines(source, limits);
  const [first] = lines;
  // Server-sent events, as a response is recorded by hand.
  if (/^(?:event|data|id|retry|):/.test(first ?? "")) return { kind: "whole" };
  const separator = first ? separatorOf(source.name, first) : null;
  if (separator) return { kind: "separated", separator };
  if (source.size <= limits.listBytes && isEpisode(lines)) return { kind: "whole" };
  return { kind: isLines(lines, source.name) ? "lines" : "whole" };
}

/** Whether lines are steps of runs, or events about samples: in a file that is not too large for it they are read together. */
function isEpisode(lines: readonly (string | null)[]): boolean {
  const [first] = lines;
  const head = first == null ? null : parseJson(first);
  return (head?.ok === true && isPieceOfRun(head.value)) || lines.some(isOfSample);
}

function isOfSample(line: string | null): boolean {
  if (line === null || !line.includes('"sample_id"') || !line.includes('"event_id"')) return false;
  const event = parseJson(line);
  return event.ok && isEvalsEvent(event.value);
}

/** Whether each line stands for itself. */
function isLines(lines: readonly (string | null)[], name: string): boolean {
  const [first] = lines;
  if (first === undefined || lines.length < 2 || first === "[" || first === "{") return false;
  const values = lines.map((line) => (line === null ? null : parseJson(line)));
  // Programs say something of themselves before they write what happened.
  const head = values.find((value) => value?.ok);
  // The lines of a recorded stream are one run, too.
  if (head?.ok && (FOREIGN_SYSTEMS.linesForm(head.value) || isStreamEvent(head.value))) return false;
  const records = values.filter((value) => value?.ok && typeof value.value === "object" && value.value !== null);
  return records.length * 2 >= lines.length || /\.(?:jsonl|ndjson)$/i.test(name);
}

const BEGINNING_BYTES = 2 ** 16;

/** Whether a file begins so, and the first item that is cut out of it is a record by itself, and no message of one run. */
async function beginsAs(pattern: RegExp, source: ByteSource, cutter: ItemCutter | WrappedCutter): Promise<boolean> {
  if (!pattern.test(decodeText(await source.slice(0, 64)).text)) return false;
  // A file in memory comes as one piece: what is at its beginning must not take reading all of it.
  for await (const piece of source.stream())
    for (let from = 0; from < piece.length; from += BEGINNING_BYTES) {
      for (const { bytes } of cutter.push(piece.subarray(from, from + BEGINNING_BYTES)))
        return bytes !== null && readLogLine(decodeText(bytes).text, "record 1").records.length > 0;
      // The first of many lines, for one: nothing has to be read to the end to know.
      if (cutter instanceof WrappedCutter && cutter.isOver) return false;
    }
  return false;
}

/** The first lines that are not blank; null for one that is too long. */
async function firstLines(source: ByteSource, limits: StreamLimits): Promise<readonly (string | null)[]> {
  const cutter = new LineCutter(limits.lineBytes);
  const lines: (string | null)[] = [];
  const take = ({ bytes }: CutLine): void => {
    const text = bytes && decodeText(bytes).text.trim();
    if (text !== "") lines.push(text);
  };
  for await (const piece of source.stream()) {
    for (const line of cutter.push(piece)) {
      take(line);
      if (lines.length >= LINES_LOOKED_AT) return lines;
    }
  }
  for (const line of cutter.end()) take(line);
  return lines;
}
