import { isFields } from "../../dialect";

/** One step of a path: a key of a record, or every item of a list. */
type PathStep = { readonly kind: "key"; readonly key: string } | { readonly kind: "items" };

/** The way to values in a record. */
export type FieldPath = readonly PathStep[];

const STEP = /\[\]|\["((?:[^"\\]|\\.)*)"\]|(?:^|\.)([^.[\]"]+)/y;

/**
 * `data.turns[].text`: keys by their names, lists by `[]`, a key with dots or brackets in it as `["a.b"]`. The empty path
 * is the value itself. Null where the text is no path.
 */
export function parsePath(text: string): FieldPath | null {
  const steps: PathStep[] = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < text.length) {
    const match = STEP.exec(text);
    if (!match) return null;
    const [whole, quoted, plain] = match;
    if (whole === "[]") steps.push({ kind: "items" });
    else steps.push({ kind: "key", key: plain ?? unquoted(quoted ?? "") });
  }
  return steps;
}

const unquoted = (quoted: string): string => quoted.replaceAll(/\\(.)/g, "$1");

/** The text of a path: `parsePath` gives the path again. */
export function printPath(path: FieldPath): string {
  const text = path.map((step) => {
    if (step.kind === "items") return "[]";
    return /^[^.[\]"]+$/.test(step.key) ? `.${step.key}` : `["${step.key.replaceAll(/(["\\])/g, "\\$1")}"]`;
  });
  return text.join("").replace(/^\./, "");
}

/** So many values of one path are read at most. */
const MOST_VALUES = 100_000;

/** Every value at the end of a path, in its order. */
export function valuesAt(value: unknown, path: FieldPath): readonly unknown[] {
  let values: readonly unknown[] = [value];
  for (const step of path) {
    values = values.flatMap((held): readonly unknown[] => {
      if (step.kind === "items") return Array.isArray(held) ? held.slice(0, MOST_VALUES) : [];
      return isFields(held) && Object.hasOwn(held, step.key) ? [held[step.key]] : [];
    });
    if (values.length > MOST_VALUES) values = values.slice(0, MOST_VALUES);
  }
  return values;
}

/** How many steps two paths have in common, up to the last list that they go through together. */
export function sharedList(a: FieldPath, b: FieldPath): number {
  let shared = 0;
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [left, right] = [a[i], b[i]];
    const isSame =
      left?.kind === right?.kind && (left?.kind !== "key" || (right?.kind === "key" && left.key === right.key));
    if (!isSame) break;
    if (left?.kind === "items") shared = i + 1;
  }
  return shared;
}
