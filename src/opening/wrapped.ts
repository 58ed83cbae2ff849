import { isFields, listField } from "../dialect";

// A file may keep its records within a record of their own: under a name, beside what is told of all of them; each under
// its id; or as rows below the names of their columns.

/** Fields that keep a list of records. */
export const WRAPPED_LISTS = [
  "results",
  "data",
  "records",
  "samples",
  "items",
  "rows",
  "examples",
  "predictions",
  "instances",
  "details",
];

export interface Wrapped {
  /** Each with where it stands: `results 1`. */
  readonly items: readonly { readonly value: unknown; readonly place: string }[];
  /** What stands beside them. */
  readonly beside: unknown;
}

/** The records that a value may hold, by the first of these ways that fits; null where none does. */
export function wrappedIn(value: unknown): Wrapped | null {
  if (!isFields(value)) return null;
  const rows = rowsIn(value);
  if (rows) return rows;
  for (const key of WRAPPED_LISTS) {
    const list = listField(value, key);
    if (!list || list.length === 0 || !list.every(isFields)) continue;
    const { [key]: _, ...beside } = value;
    return { items: list.map((item, i) => ({ value: item, place: `${key} ${i + 1}` })), beside };
  }
  const entries = Object.entries(value);
  return entries.length > 0 && entries.every(([, item]) => isFields(item))
    ? { items: entries.map(([key, item]) => ({ value: item, place: key.slice(0, MOST_NAME) })), beside: {} }
    : null;
}

const MOST_NAME = 100;

/** Rows as Weights & Biases and pandas (`orient="split"`) write them. */
function rowsIn(value: Readonly<Record<string, unknown>>): Wrapped | null {
  const { columns, data, ...beside } = value;
  if (!Array.isArray(columns) || !columns.every((name) => typeof name === "string")) return null;
  if (!Array.isArray(data) || data.length === 0 || !data.every((row) => Array.isArray(row))) return null;
  const items = data.map((row: readonly unknown[], i) => ({
    value: Object.fromEntries(columns.map((name, at) => [name, row[at] ?? null])),
    place: `row ${i + 1}`,
  }));
  return { items, beside };
}
