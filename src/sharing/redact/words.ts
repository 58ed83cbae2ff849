// A trace as JSON is walked as a whole, so that a field which comes later is walked as well.

/** JSON data, as `JSON.parse` gives it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [field: string]: Json };

/** Fields whose strings are names that other fields refer to, or words of a closed list. */
const NAMING = new Set([
  ...["id", "parent", "image", "images", "more", "from", "by", "step", "leaf", "root", "cause", "effect", "after"],
  ...["shows", "kind", "format", "space", "layout", "black", "author", "axis", "gesture", "of", "tools"],
]);

/** What is done with a string: `naming` ones are the same everywhere, or the trace falls apart. */
export type StringChange = (text: string, field: string, naming: boolean) => string;

/** The same data with every string changed. */
export function withStrings(value: Json, change: StringChange, field = ""): Json {
  if (typeof value === "string") return change(value, field, NAMING.has(field));
  if (isList(value)) return value.map((item) => withStrings(item, change, field));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withStrings(item, change, name)]));
}

export const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** Every string of the data. */
export function stringsIn(value: Json): readonly string[] {
  const strings: string[] = [];
  withStrings(value, (text) => {
    strings.push(text);
    return text;
  });
  return strings;
}
