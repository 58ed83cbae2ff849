/**
 * A value of foreign JSON in words: a string as it stands, a list or an object as JSON. `String` would throw at an
 * object that has a field named `toString`.
 */
export const jsonText = (value: unknown): string =>
  typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);

/** The number that a value of foreign JSON is or spells; NaN for a list, an object or null. */
export const jsonNumber = (value: unknown): number => (typeof value === "object" ? Number.NaN : Number(value));
