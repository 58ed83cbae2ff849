// Values as readers see them, for the laws that hold them against what was read.
import { isFields, unwrapped, withVerdicts } from "../../dialect";
import { recordsIn } from "../readLog";
import { wrappedIn } from "../wrapped";

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
  if (Array.isArray(value))
    return withVerdicts(value.map((item: unknown) => ({ value: item }))).map((item) => asRead(item.value, around - 1));
  if (!isFields(value)) return value;
  // Records within a record are read before what stands around them is taken for one.
  const items = new Set((wrappedIn(value)?.items ?? []).map((item) => item.value));
  const holdsItem = (inner: unknown): boolean =>
    (Array.isArray(inner) || isFields(inner)) &&
    Object.values(inner).some((one) => items.has(one) || (Array.isArray(one) && one.some((item) => items.has(item))));
  const within = (inner: unknown): unknown => {
    if (items.has(inner) || !holdsItem(inner)) return asRead(inner, around - 1);
    if (Array.isArray(inner)) return inner.map(within);
    return isFields(inner) ? mapped(inner, within) : inner;
  };
  return mapped(value, within);
}

const mapped = (fields: object, map: (inner: unknown) => unknown): unknown =>
  Object.fromEntries(Object.entries(fields).map(([name, inner]) => [name, map(inner)]));

/** A value and all lists and records in it. */
export const valuesWithin = (value: unknown): readonly unknown[] =>
  Array.isArray(value) || isFields(value) ? [value, ...Object.values(value).flatMap(valuesWithin)] : [];
