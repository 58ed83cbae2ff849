import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";

/** What is known already, by the name of the question, and a way to keep more. */
export interface Checkpoint<T> {
  has(name: string): boolean;
  add(name: string, value: T): void;
  values(): readonly T[];
}

/**
 * Findings in the order in which they came, each kept in a line of the file as soon as it is there: a command that is
 * stopped loses the one that it was at. A last line that was cut off is left out. Nothing is kept where `path` is null.
 */
export function openCheckpoint<T>(path: string | null, parse: (value: unknown) => T | null): Checkpoint<T> {
  const known = new Map<string, T>(path !== null && existsSync(path) ? linesOf(readFileSync(path, "utf8"), parse) : []);
  if (path !== null) mkdirSync(dirname(path), { recursive: true });
  return {
    has: (name) => known.has(name),
    values: () => [...known.values()],
    add(name, value) {
      known.set(name, value);
      if (path !== null) appendFileSync(path, `${JSON.stringify({ name, value })}\n`);
    },
  };
}

function linesOf<T>(text: string, parse: (value: unknown) => T | null): readonly (readonly [string, T])[] {
  return text.split("\n").flatMap((line) => {
    const told = jsonIn(line);
    if (typeof told !== "object" || told === null || !("name" in told) || !("value" in told)) return [];
    const value = parse(told.value);
    return typeof told.name === "string" && value !== null ? [[told.name, value] as const] : [];
  });
}

function jsonIn(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
