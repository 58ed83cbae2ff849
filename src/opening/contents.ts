import type { LogRecord } from "../dialect";

/** What a file holds, record by record, and what of it was not understood. */
export interface LogContents {
  readonly records: readonly LogRecord[];
  readonly unread: readonly Unread[];
}

/** Something in a file that was not understood, and where. */
export interface Unread {
  readonly place: string;
  readonly code: string;
  /** The beginning of it. */
  readonly excerpt: string;
}

export const unread = (place: string, code: string, text: string): Unread => ({
  place,
  code,
  excerpt: text.slice(0, 200),
});
