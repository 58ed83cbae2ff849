import { isFields } from "../../dialect";
import type { LogMapping } from "./mapping";
import { type FieldPath, parsePath, printPath, valuesAt } from "./path";

/** A field of records: every value at the end of one path. */
export interface FieldFacts {
  readonly path: string;
  /** How many values the records that were looked at have there. */
  readonly count: number;
  /** The beginning of the first of them that is not empty. */
  readonly sample: string;
}

const MOST_FIELDS = 500;
const MOST_DEPTH = 12;
const SAMPLE_LENGTH = 200;

/** The fields of records that hold no other fields, in the order in which they come. */
export function fieldsOf(records: readonly unknown[]): readonly FieldFacts[] {
  const found = new Map<string, { count: number; sample: string }>();
  for (const record of records) visit(record, [], found);
  return [...found].map(([path, facts]) => ({ path, ...facts }));
}

// The depth is bounded, so that this may recurse.
function visit(value: unknown, path: FieldPath, found: Map<string, { count: number; sample: string }>): void {
  if (path.length > MOST_DEPTH) return;
  if (Array.isArray(value)) {
    const isRow = path.at(-1)?.kind === "items" && isRowOfCells(value);
    for (const [index, item] of value.entries())
      visit(item, [...path, isRow ? { kind: "item", index } : { kind: "items" }], found);
    return;
  }
  if (isFields(value)) {
    for (const [key, held] of Object.entries(value)) visit(held, [...path, { kind: "key", key }], found);
    return;
  }
  const name = printPath(path);
  const facts = found.get(name);
  if (!facts && found.size >= MOST_FIELDS) return;
  const sample = facts?.sample || String(value ?? "").slice(0, SAMPLE_LENGTH);
  found.set(name, { count: (facts?.count ?? 0) + 1, sample });
}

/** A list within a list may be a row, of which each cell is something else: who speaks, and what. */
const isRowOfCells = (value: readonly unknown[]): boolean =>
  value.length >= 2 &&
  value.length <= MOST_CELLS &&
  value.some((cell) => typeof cell === "string") &&
  value.every((cell) => typeof cell !== "object" || cell === null);

const MOST_CELLS = 8;

/** The paths of lists of records within a value, and of records under ids: where a file may hold its runs. */
export function listsIn(value: unknown): readonly string[] {
  const lists: string[] = [];
  const open: { readonly value: unknown; readonly path: FieldPath }[] = [{ value, path: [] }];
  for (let at = open.shift(); at; at = open.shift()) {
    const { value: held, path } = at;
    if (path.length > MOST_DEPTH || lists.length >= MOST_LISTS) break;
    if (Array.isArray(held)) {
      const items: FieldPath = [...path, { kind: "items" }];
      if (held.some(isFields)) lists.push(printPath(items));
      // What the first item holds, the others hold as well.
      open.push({ value: held.find(isFields), path: items });
    } else if (isFields(held) && holdsAlike(held)) {
      const items: FieldPath = [...path, { kind: "items" }];
      lists.push(printPath(items));
      open.push({ value: Object.values(held)[0], path: items });
    } else if (isFields(held))
      for (const [key, inner] of Object.entries(held))
        open.push({ value: inner, path: [...path, { kind: "key", key }] });
  }
  return lists;
}

const MOST_LISTS = 50;

/** Whether a record holds several records, and all of them have the fields of the first. */
function holdsAlike(held: Readonly<Record<string, unknown>>): boolean {
  const [first, ...others] = Object.values(held).map((inner) => (isFields(inner) ? Object.keys(inner) : null));
  const names = new Set(first);
  return (
    names.size > 0 &&
    others.length > 0 &&
    others.every((keys) => keys?.length === names.size && keys.every((key) => names.has(key)))
  );
}

/** The records that a mapping's path leads to in values of a log. */
export const recordsOf = (values: readonly unknown[], records: string): readonly unknown[] =>
  values.flatMap((value) => valuesAt(value, parsePath(records) ?? []));

/** How alike two shapes are: 1 where they have the same fields, 0 where they have none in common. */
export function likeness(a: readonly string[], b: readonly string[]): number {
  const [left, right] = [new Set(a), new Set(b)];
  const both = [...left].filter((path) => right.has(path)).length;
  const all = left.size + right.size - both;
  return all === 0 ? 0 : both / all;
}

/** Shapes less alike than this are of different logs. */
const ALIKE = 0.6;

/** The mappings that were made for records like these, the most alike first. */
export function mappingsFor(values: readonly unknown[], mappings: readonly LogMapping[]): readonly LogMapping[] {
  const scored = mappings.map((mapping) => {
    const shape = fieldsOf(recordsOf(values, mapping.records)).map(({ path }) => path);
    return { mapping, alike: likeness(shape, mapping.shape) };
  });
  return scored
    .filter(({ alike }) => alike >= ALIKE)
    .sort((a, b) => b.alike - a.alike)
    .map(({ mapping }) => mapping);
}

/** Names that the model goes by in the turns of logs, where a mapping tells none. */
export const MODEL_NAMES: ReadonlySet<string> = new Set(["assistant", "gpt", "model", "bot", "ai", "agent", "llm"]);
