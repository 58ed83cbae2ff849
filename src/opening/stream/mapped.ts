import { FOREIGN_SYSTEMS, type LogRecord } from "../../dialect";
import { ledgerOf, toldByRecords } from "../ledger";
import { MAPPED_FORM, mappedRecords } from "../mapping/apply";
import type { LogMapping } from "../mapping/mapping";
import { parsePath } from "../mapping/path";
import { parseJson } from "../readLog";
import { type LogItem, type LogSource, nthAt, type RecordAt } from "./item";

/**
 * A log in which values of no known form are read by a mapping; what has a known form is read as ever, unless the mapping
 * is to go `over` it: then each value is read again by the mapping, whatever it was taken for.
 */
export const mappedSource = (source: LogSource, mapping: LogMapping, over: boolean = false): LogSource => ({
  async *items(onBytes, pictures) {
    let last: string | null = null;
    for await (const item of source.items(onBytes, pictures)) {
      const value = over && item.kind === "record" ? valueKey(item.record.place, item.at) : null;
      // The records of one value come one after the other.
      if (value !== null && value === last) continue;
      last = value;
      if (item.kind === "record" && over) yield* mappedAnew(source, item, mapping);
      else yield* mapped(item, mapping);
    }
  },
  async recordAt(at) {
    if (at.kind === "mapped") return (await recordsAt(source, at.of, mapping, placeOfAt(at.of)))[at.nth] ?? null;
    const record = await source.recordAt(at);
    if (record) return record;
    return (await recordsAt(source, at, mapping, placeOfAt(at)))[nthAt(at)] ?? null;
  },
  rawAt: (at) => source.rawAt(innerOf(at)),
  rawsAt: (ats) => source.rawsAt?.(ats.map(innerOf)) ?? Promise.all(ats.map((at) => source.rawAt(innerOf(at)))),
});

const innerOf = (at: RecordAt): RecordAt => (at.kind === "mapped" ? at.of : at);

/** What tells the values of a log apart. In a file that is one value the item of a list does. */
const valueKey = (place: string, at: RecordAt): string =>
  at.kind === "whole" ? (/^(?:record|line) \d+/.exec(place)?.[0] ?? "file") : JSON.stringify({ ...at, nth: 0 });

/** The records of the raw value at a place; none where it holds none by this mapping, or cannot be read. */
async function recordsAt(
  source: LogSource,
  at: RecordAt,
  mapping: LogMapping,
  place: string,
): Promise<readonly LogRecord[]> {
  const value = parseJson((await source.rawAt(at)) ?? "");
  return value.ok ? recordsOfValue(value.value, mapping, place) : [];
}

/** A record's value by the mapping; the record as it was where the mapping finds nothing in it. */
async function* mappedAnew(
  source: LogSource,
  item: Extract<LogItem, { kind: "record" }>,
  mapping: LogMapping,
): AsyncGenerator<LogItem> {
  const records = await recordsAt(source, item.at, mapping, item.record.place);
  if (records.length === 0) yield item;
  for (const [nth, record] of records.entries())
    yield { kind: "record", record, at: { kind: "mapped", of: item.at, nth } };
}

function* mapped(item: LogItem, mapping: LogMapping): Generator<LogItem> {
  const unknown = item.kind === "record" ? undefined : item.unknown;
  const records = unknown ? recordsOfValue(unknown.value, mapping, unknown.place) : [];
  if (!unknown || records.length === 0) yield item;
  else for (const [nth, record] of records.entries()) yield { kind: "record", record, at: nthOf(unknown.at, nth) };
}

/** As reading the whole file would call it, as far as the place tells. */
function placeOfAt(at: RecordAt): string {
  if (at.kind === "line") return `line ${at.number}`;
  if (at.kind === "item") return `record ${at.number}`;
  if (at.kind === "cells") return `row ${at.number}`;
  if (at.kind === "event") return `event ${at.number}`;
  if (at.kind === "row") return `row ${at.row + 1}`;
  return at.kind === "unknown" ? `record ${at.which + 1}` : "file";
}

const nthOf = (at: RecordAt, nth: number): RecordAt => (at.kind === "piece" ? at : { ...at, nth });

/** The records of a value, and what of it no field of the mapping reads. */
export function recordsOfValue(value: unknown, mapping: LogMapping, place: string): readonly LogRecord[] {
  const [first, ...others] = mappedRecords(value, mapping, place) ?? [];
  if (!first) return [];
  const known = new Set([...FOREIGN_SYSTEMS.knownFields(MAPPED_FORM), ...knownNames(mapping)]);
  const { words, question, instructions, reference } = mapping.fields;
  const spoken = new Set(lastNames([...words, ...question, ...instructions, ...reference]));
  const { unaccounted } = ledgerOf(value, toldByRecords([first, ...others]), known, spoken);
  return [{ ...first, unread: unaccounted }, ...others];
}

/** The last names of the paths that say nothing, and of those whose values are no words: who speaks, and scores. */
const knownNames = ({ fields }: LogMapping): readonly string[] =>
  lastNames([...fields.known, ...fields.speaker, ...fields.score]);

const lastNames = (paths: readonly string[]): readonly string[] =>
  paths.flatMap((path) => {
    const last = (parsePath(path) ?? []).findLast((step) => step.kind === "key");
    return last?.kind === "key" ? [last.key] : [];
  });
