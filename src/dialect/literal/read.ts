import type { Literal, Plain } from "./literal";

// Looking into a literal. A field that is missing or of another kind is null: models leave things out.

/** The last value under any of `keys`, as JSON and Python both have it for a key that is repeated. */
export function fieldOf(literal: Literal, ...keys: readonly string[]): Literal | null {
  if (literal.kind !== "record") return null;
  return literal.entries.findLast(([key]) => keys.includes(key))?.[1] ?? null;
}

export const plainOf = (literal: Literal | null): Plain | undefined =>
  literal?.kind === "plain" ? literal.value : undefined;

export function textOf(literal: Literal | null): string | null {
  const value = plainOf(literal);
  return typeof value === "string" ? value : null;
}

/** A number, or a text that is one. Never NaN or infinite. */
export function numberOf(literal: Literal | null): number | null {
  const value = plainOf(literal);
  if (typeof value !== "number" && (typeof value !== "string" || value.trim() === "")) return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

/** All numbers of a list, lists in it laid flat: `[1, 2, 3, 4]` and `[[1, 2], [3, 4]]` alike. Null where one is none. */
export function numbersOf(literal: Literal | null): readonly number[] | null {
  if (literal?.kind !== "list" || literal.items.length > 2000) return null;
  const numbers: number[] = [];
  for (const item of literal.items) {
    const found = item.kind === "list" ? numbersOf(item) : numberOf(item);
    if (found === null) return null;
    if (typeof found === "number") numbers.push(found);
    else numbers.push(...found);
  }
  return numbers;
}
