import { FOREIGN_SYSTEMS, type LogRecord } from "../../dialect";
import { ledgerOf, toldByRecords } from "../ledger";
import { MAPPED_FORM, mappedRecords } from "../mapping/apply";
import type { LogMapping } from "../mapping/mapping";
import { parsePath } from "../mapping/path";
import { parseJson } from "../readLog";
import type { LogItem, LogSource, RecordAt } from "./item";

/** A log in which values of no known form are read by a mapping; what has a known form is read as ever. */
export const mappedSource = (source: LogSource, mapping: LogMapping): LogSource => ({
  async *items(onBytes, pictures) {
    for await (const item of source.items(onBytes, pictures)) yield* mapped(item, mapping);
  },
  async recordAt(at) {
    const record = await source.recordAt(at);
    if (record) return record;
    const raw = await source.rawAt(at);
    const value = parseJson(raw ?? "");
    return value.ok ? (recordsOfValue(value.value, mapping, placeOfAt(at))[at.nth] ?? null) : null;
  },
  rawAt: (at) => source.rawAt(at),
  rawsAt: (ats) => source.rawsAt?.(ats) ?? Promise.all(ats.map((at) => source.rawAt(at))),
});

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
  if (at.kind === "row") return `row ${at.row + 1}`;
  return at.kind === "unknown" ? `record ${at.which + 1}` : "file";
}

const nthOf = (at: RecordAt, nth: number): RecordAt => ({ ...at, nth });

/** The records of a value, and what of it no field of the mapping reads. */
export function recordsOfValue(value: unknown, mapping: LogMapping, place: string): readonly LogRecord[] {
  const [first, ...others] = mappedRecords(value, mapping, place) ?? [];
  if (!first) return [];
  const known = new Set([...FOREIGN_SYSTEMS.knownFields(MAPPED_FORM), ...knownNames(mapping)]);
  const { unaccounted } = ledgerOf(value, toldByRecords([first, ...others]), known);
  return [{ ...first, unread: unaccounted }, ...others];
}

/** The last names of the paths that say nothing, and of those whose values are no words: who speaks, and scores. */
const knownNames = ({ fields }: LogMapping): readonly string[] =>
  [...fields.known, ...fields.speaker, ...fields.score].flatMap((path) => {
    const last = (parsePath(path) ?? []).findLast((step) => step.kind === "key");
    return last?.kind === "key" ? [last.key] : [];
  });
