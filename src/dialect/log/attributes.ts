import { jsonNumber } from "../../base";
import { field, isFields } from "./json";

// Attributes of spans, in the ways that they are exported: OTLP's lists of keys and typed values, records whose keys are
// paths, and records within records.

/**
 * What holds attributes (a span, an event of one, a resource), with these as records within records, whatever way they
 * were written down. What has no place there, as a value without a key or one of two by the same name, stands beside them.
 */
export function withPlainAttributes(holder: unknown): unknown {
  if (!isFields(holder)) return holder;
  const { attributes, ...others } = holder;
  // A table of spans has a column for each attribute.
  const columns = Object.keys(others).filter((key) => key.startsWith(COLUMN));
  if (attributes === undefined && columns.length === 0) return holder;
  const placed = new Placed();
  if (isFields(attributes)) for (const [path, value] of Object.entries(attributes)) placed.put(path, value);
  else if (Array.isArray(attributes)) for (const pair of attributes) placed.putPair(pair);
  else if (attributes !== undefined && attributes !== null) placed.without.push(attributes);
  for (const key of columns) placed.put(key.slice(COLUMN.length), others[key]);
  const rest = Object.fromEntries(Object.entries(others).filter(([key]) => !key.startsWith(COLUMN)));
  const { without } = placed;
  return { ...rest, attributes: placed.tree(), ...(without.length > 0 ? { [WITHOUT_PLACE]: without } : {}) };
}

const COLUMN = "attributes.";
const WITHOUT_PLACE = "withoutPlace";

/** Deeper than this no attribute is, and no list of them longer. */
const DEEPEST = 20;
const LONGEST = 10_000;

/** Values under paths such as `a.0.b`, as records and lists within each other. */
class Placed {
  /** What has no place among the others. */
  readonly without: unknown[] = [];
  private readonly root = new Map<string, unknown>();
  private readonly depth: number;

  constructor(depth = 0) {
    this.depth = depth;
  }

  /** `{key, value}`, the value typed as OTLP has it. */
  putPair(pair: unknown): void {
    const { key, value, ...others } = isFields(pair) ? pair : {};
    if (typeof key === "string" && Object.keys(others).length === 0) this.put(key, fromTyped(value));
    else this.without.push(pair);
  }

  /** Of two values by one path the first has the place; what is placed under a path has it before a value there. */
  put(path: string, value: unknown): void {
    const keys = path.split(".");
    const last = keys.pop() ?? "";
    let at = this.root;
    for (const [i, key] of keys.entries()) {
      const held = at.get(key);
      const inner = held instanceof Map ? held : new Map<string, unknown>();
      if (held !== undefined && held !== inner) this.without.push({ [keys.slice(0, i + 1).join(".")]: held });
      at.set(key, inner);
      at = inner;
    }
    if (at.has(last)) this.without.push({ [path]: value });
    else at.set(last, this.depth < DEEPEST ? this.within(value) : value);
  }

  tree(): unknown {
    return plain(this.root);
  }

  /** A value that holds records itself, as one more level of the same tree. */
  private within(value: unknown): unknown {
    if (Array.isArray(value))
      return value.map((item) => {
        const inner = this.within(item);
        return inner instanceof Map ? plain(inner) : inner;
      });
    if (!isFields(value)) return value;
    const inner = new Placed(this.depth + 1);
    for (const [path, held] of Object.entries(value)) inner.put(path, held);
    this.without.push(...inner.without);
    return inner.root;
  }
}

function plain(tree: ReadonlyMap<string, unknown>): unknown {
  const entries = [...tree].map(([key, held]) => [key, held instanceof Map ? plain(held) : held] as const);
  const isList = entries.length > 0 && entries.every(([key]) => /^\d{1,4}$/.test(key) && Number(key) < LONGEST);
  if (!isList) return Object.fromEntries(entries);
  return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, held]) => held);
}

/** OTLP's `AnyValue` (opentelemetry-proto, common/v1), by the names of JSON or of its messages; whatever else it is stays. */
function fromTyped(value: unknown): unknown {
  const [only, ...more] = isFields(value) ? Object.entries(value) : [];
  if (!only || more.length > 0) return value;
  const [type, held] = [only[0].replace(/_value$/, "Value"), only[1]];
  if (PLAIN_TYPES.has(type)) return held;
  if (type === "intValue") return Number.isFinite(jsonNumber(held)) ? jsonNumber(held) : held;
  const values =
    isFields(held) && Object.keys(held).every((key) => key === "values") ? (field(held, "values") ?? []) : null;
  if (!Array.isArray(values)) return value;
  if (type === "arrayValue") return values.map(fromTyped);
  const entries = values.flatMap((pair): readonly (readonly [string, unknown])[] => {
    const { key, value: typed, ...others } = isFields(pair) ? pair : {};
    return typeof key === "string" && Object.keys(others).length === 0 ? [[key, fromTyped(typed)]] : [];
  });
  const isRecord = type === "kvlistValue" && new Set(entries.map(([key]) => key)).size === values.length;
  return isRecord ? Object.fromEntries(entries) : value;
}

const PLAIN_TYPES = new Set(["stringValue", "doubleValue", "boolValue", "bytesValue"]);
