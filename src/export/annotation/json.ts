/**
 * A value as a JSON file. What other readers of JSON refuse is made U+FFFD: halves of surrogate pairs (Python
 * reads them and cannot write them as UTF-8) and the character 0 (PostgreSQL, in which Label Studio keeps what it is given).
 */
export const jsonFile = (value: unknown): string => `${JSON.stringify(value, readable, 1)}\n`;

/** The same for a preview. */
export const jsonPreview = (value: unknown): string => JSON.stringify(value, readable, 2);

const readable = (_key: string, value: unknown): unknown =>
  typeof value === "string" ? value.replaceAll(/[\uD800-\uDFFF]|\p{Cc}/gu, forReaders) : value;

/** Other control characters are escaped by JSON itself. */
const forReaders = (char: string): string => (char === "\0" || char >= "\uD800" ? "\uFFFD" : char);
