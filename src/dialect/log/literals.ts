import { type Literal, parseLiteral } from "../literal/literal";

/** A list or a record that a cell of a table holds as text, of JSON or of Python; whatever else it is stays as it is. */
export function literalIn(held: unknown): unknown {
  if (typeof held !== "string" || !/^\s*[[{]/.test(held)) return held;
  const parsed = parseLiteral(held.trim());
  return parsed.ok ? plainValue(parsed.value) : held;
}

/** A literal as JSON would have it. */
export function plainValue(literal: Literal): unknown {
  if (literal.kind === "plain") return literal.value;
  if (literal.kind === "list") return literal.items.map(plainValue);
  return Object.fromEntries(literal.entries.map(([key, value]) => [key, plainValue(value)]));
}
