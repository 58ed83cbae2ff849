// Values as readers see them, for the laws that hold them against what was read.
import { isFields, unwrapped } from "../../dialect";
import { recordsIn } from "../readLog";

/** Lists of records, records of such lists, and lines of those. */
const MOST_AROUND = 3;

/**
 * A value whose records are without their envelopes, and under plain names where only so they are any, wherever readers
 * look for them: a value, the items of a list, and the records that a record holds which is none itself. Names and places
 * are then those that the records were read under.
 */
export function asRead(held: unknown, around = MOST_AROUND): unknown {
  const value = unwrapped(held);
  const read = recordsIn(value, "");
  if (read) return read.value;
  if (value !== held || around === 0) return value;
  if (Array.isArray(value)) return value.map((item) => asRead(item, around - 1));
  if (!isFields(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, asRead(inner, around - 1)]));
}

/** A value and all lists and records in it. */
export const valuesWithin = (value: unknown): readonly unknown[] =>
  Array.isArray(value) || isFields(value) ? [value, ...Object.values(value).flatMap(valuesWithin)] : [];
