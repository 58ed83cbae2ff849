// A trace as JSON is walked as a whole, so that a field which comes later is walked as well.

/** JSON data, as `JSON.parse` gives it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [field: string]: Json };

/** Fields whose strings are names that other fields refer to. */
const NAMING = new Set([
  ...["id", "parent", "image", "images", "more", "from", "by", "step", "leaf", "root", "cause", "effect", "after"],
  "shows",
]);

/** Fields whose strings are words of a closed list. Nobody's secret is among them, and no other word may stand there. */
const CLOSED = new Set([
  ...["kind", "format", "space", "layout", "black", "author", "axis", "gesture", "of", "tools", "tool", "verdict"],
]);

/** An image is named by the hash of its bytes, which no word that a person knows is a part of. */
const HASH = /^[0-9a-f]{64}$/;

const isFixed = (text: string, field: string): boolean => CLOSED.has(field) || (NAMING.has(field) && HASH.test(text));

/** What is done with a string: `naming` ones are the same everywhere, or the trace falls apart. */
export type StringChange = (text: string, field: string, naming: boolean) => string;

/** The same data with every string changed but those of closed lists and the names of images. */
export function withStrings(value: Json, change: StringChange, field = ""): Json {
  if (typeof value === "string") return isFixed(value, field) ? value : change(value, field, NAMING.has(field));
  if (isList(value)) return value.map((item) => withStrings(item, change, field));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withStrings(item, change, name)]));
}

export const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** Every string of the data but those of closed lists and the names of images. */
export function stringsIn(value: Json): readonly string[] {
  const strings: string[] = [];
  withStrings(value, (text) => {
    strings.push(text);
    return text;
  });
  return strings;
}
