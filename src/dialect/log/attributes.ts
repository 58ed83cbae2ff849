import { jsonNumber } from "../../base";
import { type Fields, field, isFields } from "./json";

// Attributes of spans, in the ways that they are exported: OTLP's lists of keys and typed values, records whose keys are
// paths, and records within records.

/** Attributes as records within records, whatever way they were written down. */
export function attributesOf(span: Fields): Fields {
  const held = field(span, "attributes");
  const flat = Array.isArray(held) ? fromPairs(held) : isFields(held) ? held : {};
  // A table of spans has a column for each attribute.
  const columns = Object.entries(span).flatMap(([key, value]) =>
    key.startsWith("attributes.") ? [[key.slice("attributes.".length), value] as const] : [],
  );
  const nested = unflattened({ ...flat, ...Object.fromEntries(columns) });
  return isFields(nested) ? nested : {};
}

const fromPairs = (pairs: readonly unknown[]): Fields =>
  Object.fromEntries(
    pairs.flatMap((pair) => {
      const key = field(pair, "key");
      return typeof key === "string" ? [[key, fromTyped(field(pair, "value"))]] : [];
    }),
  );

/** OTLP's `AnyValue` (opentelemetry-proto, common/v1). */
function fromTyped(value: unknown): unknown {
  if (!isFields(value)) return value;
  const list = field(field(value, "arrayValue"), "values");
  if (Array.isArray(list)) return list.map(fromTyped);
  const pairs = field(field(value, "kvlistValue"), "values");
  if (Array.isArray(pairs)) return fromPairs(pairs);
  const whole = field(value, "intValue");
  return whole === null ? field(value, "stringValue", "doubleValue", "boolValue", "bytesValue") : jsonNumber(whole);
}

/** Deeper than this no attribute is, and no list of them longer. */
const DEEPEST = 20;
const LONGEST = 10_000;

/** `a.0.b` as a list under `a`, at every depth. */
export function unflattened(value: unknown, depth = 0): unknown {
  if (depth > DEEPEST) return value;
  if (Array.isArray(value)) return value.map((item) => unflattened(item, depth + 1));
  if (!isFields(value)) return value;
  const tree = new Map<string, unknown>();
  for (const [path, held] of Object.entries(value)) put(tree, path.split("."), unflattened(held, depth + 1));
  return plain(tree);
}

/** A value that stands where others are placed under gives way: it repeats them. */
function put(tree: Map<string, unknown>, [key = "", ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    if (!(tree.get(key) instanceof Map)) tree.set(key, value);
    return;
  }
  const held = tree.get(key);
  const inner = held instanceof Map ? held : new Map(isFields(held) ? Object.entries(held) : []);
  tree.set(key, inner);
  put(inner, rest, value);
}

function plain(tree: ReadonlyMap<string, unknown>): unknown {
  const entries = [...tree].map(([key, held]) => [key, held instanceof Map ? plain(held) : held] as const);
  const isList = entries.length > 0 && entries.every(([key]) => /^\d{1,4}$/.test(key) && Number(key) < LONGEST);
  if (!isList) return Object.fromEntries(entries);
  return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, held]) => held);
}
