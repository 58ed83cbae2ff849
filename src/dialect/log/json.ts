// Looking into parsed JSON of unknown shape. What is missing or of another kind is null.

export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The first of `keys` that `value` has, own properties only. */
export function field(value: unknown, ...keys: readonly string[]): unknown {
  if (!isFields(value)) return null;
  // A loop and no `find`: this is asked hundreds of times of every record of a log.
  for (const key of keys) if (Object.hasOwn(value, key)) return value[key];
  return null;
}

/** Whether a record has any of these names: quicker than asking for each of them, where most records have none. */
export function hasAny(value: unknown, names: ReadonlySet<string>): boolean {
  if (!isFields(value)) return false;
  for (const name in value) if (names.has(name)) return true;
  return false;
}

/** A text under the first of `keys` that holds one. Numbers are written out: logs have `"answer": 4`. */
export function textField(value: unknown, ...keys: readonly string[]): string | null {
  for (const key of keys) {
    const found = field(value, key);
    if (typeof found === "string") return found;
    if (typeof found === "number" || typeof found === "boolean") return String(found);
  }
  return null;
}

export function listField(value: unknown, ...keys: readonly string[]): readonly unknown[] | null {
  for (const key of keys) {
    const found = field(value, key);
    if (Array.isArray(found)) return found;
  }
  return null;
}
