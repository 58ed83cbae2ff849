import { isFields } from "../../dialect";

/** One step of a path: a key of a record, every item of a list or of a record whose names are ids, or one item of a list. */
type PathStep =
  | { readonly kind: "key"; readonly key: string }
  | { readonly kind: "items" }
  | { readonly kind: "item"; readonly index: number };

/** The way to values in a record. */
export type FieldPath = readonly PathStep[];

const STEP = /\[(\d{0,4})\]|\["((?:[^"\\]|\\.)*)"\]|(?:^|\.)([^.[\]"]+)/y;

/**
 * `data.turns[].text`: keys by their names, all items by `[]`, the first of each by `[0]`, a key with dots or brackets in
 * it as `["a.b"]`. The empty path is the value itself. Null where the text is no path.
 */
export function parsePath(text: string): FieldPath | null {
  const steps: PathStep[] = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < text.length) {
    const match = STEP.exec(text);
    if (!match) return null;
    const [, index, quoted, plain] = match;
    if (index !== undefined) steps.push(index === "" ? { kind: "items" } : { kind: "item", index: Number(index) });
    else steps.push({ kind: "key", key: plain ?? unquoted(quoted ?? "") });
  }
  return steps;
}

const unquoted = (quoted: string): string => quoted.replaceAll(/\\(.)/g, "$1");

/** The text of a path: `parsePath` gives the path again. */
export function printPath(path: FieldPath): string {
  const text = path.map((step) => {
    if (step.kind !== "key") return step.kind === "items" ? "[]" : `[${step.index}]`;
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
      if (step.kind === "item") return Array.isArray(held) && step.index < held.length ? [held[step.index]] : [];
      if (step.kind === "items") {
        const items = Array.isArray(held) ? held : isFields(held) ? Object.values(held) : [];
        return items.slice(0, MOST_VALUES);
      }
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
    if (!left || !right || !isSame(left, right)) break;
    if (left?.kind === "items") shared = i + 1;
  }
  return shared;
}

function isSame(left: PathStep, right: PathStep): boolean {
  if (left.kind === "key") return right.kind === "key" && left.key === right.key;
  return left.kind === "items" ? right.kind === "items" : right.kind === "item" && left.index === right.index;
}
