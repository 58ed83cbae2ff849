import { isFields } from "./json";

// Tables and evaluators write the names of the same fields in their own ways: `Question`, `Model Response`, `groundTruth`.

/** `Model Response`, `modelResponse` and `model-response` as `model_response`. A letter alone is the name of a choice. */
export function plainName(name: string): string {
  const known = PLAIN.get(name);
  if (known !== undefined) return known;
  const plain = plainNameOf(name);
  // The records of a log have few names, and each of them has all.
  if (PLAIN.size < MOST_KEPT && name.length <= LONGEST_KEPT) PLAIN.set(name, plain);
  return plain;
}

const PLAIN = new Map<string, string>();
const MOST_KEPT = 10_000;
const LONGEST_KEPT = 100;

function plainNameOf(name: string): string {
  const trimmed = name.trim();
  if (trimmed.length < 2) return trimmed;
  return trimmed
    .replaceAll(/([a-z\d])([A-Z])/g, "$1_$2")
    .replaceAll(/([A-Z])([A-Z][a-z])/g, "$1_$2")
    .replaceAll(/[\s-]+/g, "_")
    .toLowerCase();
}

/** The same record under plain names; null where it has them already, or where two of its fields would share one. */
export function withPlainNames(value: unknown): Readonly<Record<string, unknown>> | null {
  if (!isFields(value)) return null;
  const entries = Object.entries(value).map(([name, held]) => [plainName(name), held] as const);
  const names = new Set(entries.map(([name]) => name));
  const isChanged = Object.keys(value).some((name) => !names.has(name));
  return isChanged && names.size === entries.length ? Object.fromEntries(entries) : null;
}
