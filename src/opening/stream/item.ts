import type { LogRecord } from "../../dialect";
import type { Unread } from "../contents";

/** Where in a file a record is kept, so that it can be read again when it is wanted. */
export type RecordAt =
  /** A line of JSON Lines, and which of the records in it. */
  | { readonly kind: "line"; readonly number: number; readonly from: number; readonly to: number; readonly nth: number }
  /** An item of a list that is too long to be read whole. */
  | { readonly kind: "item"; readonly number: number; readonly from: number; readonly to: number; readonly nth: number }
  /** A file that is one value: which of its records. */
  | { readonly kind: "whole"; readonly nth: number }
  /** A row of a table. */
  | { readonly kind: "row"; readonly row: number; readonly nth: number };

export type LogItem =
  | { readonly kind: "record"; readonly record: LogRecord; readonly at: RecordAt }
  | { readonly kind: "unread"; readonly unread: Unread };
