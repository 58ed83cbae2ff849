import { isFields } from "../../dialect";

const MOST_ITEMS = 50;
const MOST_KEYS = 500;
const MOST_LETTERS = 4000;
const MOST_DEPTH = 16;

/** A value as far as a person needs it to say what is what in it: long texts and lists are cut, and what lies too deep. */
export function sampleOf(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return value.slice(0, MOST_LETTERS);
  if (depth > MOST_DEPTH) return null;
  if (Array.isArray(value)) return value.slice(0, MOST_ITEMS).map((item) => sampleOf(item, depth + 1));
  if (!isFields(value)) return value;
  const kept = Object.entries(value).slice(0, MOST_KEYS);
  return Object.fromEntries(kept.map(([key, held]) => [key, sampleOf(held, depth + 1)]));
}
