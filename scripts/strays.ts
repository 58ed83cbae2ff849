import type { Stray } from "../src/trace";

/** What of a file had no place in its trace, a line each. */
export const strayLines = (input: string, strays: readonly Stray[]): readonly string[] =>
  strays.map(({ kind, place, reason, name }) => `${input}: ${place}, the ${kind} ${name}, is left out: ${reason}`);
