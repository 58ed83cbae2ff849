import type { LogRecord, Unread } from "../../dialect";
import type { LogContents, UnknownValue } from "../contents";
import type { CutLine } from "./cutLines";

/** Where in a file a record is kept, so that it can be read again when it is wanted. */
export type RecordAt =
  /** A line of JSON Lines, and which of the records in it. */
  | { readonly kind: "line"; readonly number: number; readonly from: number; readonly to: number; readonly nth: number }
  /** An item of a list that is too long to be read whole. */
  | { readonly kind: "item"; readonly number: number; readonly from: number; readonly to: number; readonly nth: number }
  /** A file that is one value: which of its records. */
  | { readonly kind: "whole"; readonly nth: number }
  /** A value of no known form, of a file that is one value: which of them, and which record a person made of it. */
  | { readonly kind: "unknown"; readonly which: number; readonly nth: number }
  /** A value that is kept by itself: which of them. */
  | { readonly kind: "value"; readonly which: number; readonly nth: number }
  /** A row of a table that is text, by its bytes. */
  | {
      readonly kind: "cells";
      readonly number: number;
      readonly from: number;
      readonly to: number;
      readonly nth: number;
    }
  /** A text of an event of TensorBoard: which of the event's, and which of the records in it. */
  | {
      readonly kind: "event";
      readonly number: number;
      readonly from: number;
      readonly to: number;
      readonly which: number;
      readonly nth: number;
    }
  /** What was not understood of a file that is one value, by its place there. */
  | { readonly kind: "piece"; readonly place: string }
  /** A record that a mapping made of the value at a place: which of them. */
  | { readonly kind: "mapped"; readonly of: RecordAt; readonly nth: number }
  /** A row of a table. */
  | { readonly kind: "row"; readonly row: number; readonly nth: number };

/** Which of the records that a place holds. */
export const nthAt = (at: RecordAt): number => (at.kind === "piece" ? 0 : at.nth);

export type LogItem =
  | {
      readonly kind: "record";
      readonly record: LogRecord;
      readonly at: RecordAt;
      /** The record was read without its pictures: it may be of another problem than one that looks the same. */
      readonly picturesLeftOut?: true;
    }
  /** What was not understood, and where to read it again; where that is a whole value of no known form, with the value. */
  | { readonly kind: "unread"; readonly unread: Unread; readonly at?: RecordAt; readonly unknown?: PlacedValue }
  /** A value of no known form that needs no telling: that it is not understood was told with another. */
  | { readonly kind: "unknown"; readonly unknown: PlacedValue };

/** A value of a log, and where it stands. */
export interface PlacedValue extends UnknownValue {
  readonly at: RecordAt;
}

/** Everything of one piece of a log: its records, and what was not understood. `at` places the nth value of either sort. */
export function* itemsOfContents(
  { records, unread, unknown = [] }: LogContents,
  at: (nth: number, kind: "record" | "unknown") => RecordAt,
  pieceAt: (piece: Unread) => RecordAt = () => at(0, "record"),
): Generator<LogItem> {
  for (const [nth, record] of records.entries()) yield { kind: "record", record, at: at(nth, "record") };
  for (const piece of unread) {
    const which = piece.code === "unknown-form" ? unknown.findIndex(({ place }) => place === piece.place) : -1;
    const held = unknown[which];
    const unread = { kind: "unread" as const, unread: piece, at: pieceAt(piece) };
    yield held ? { ...unread, unknown: { ...held, at: at(which, "unknown") } } : unread;
  }
}

/** A line of a file or an item of a list, cut out and not read yet: it stands for itself. */
export interface LogPiece extends CutLine {
  readonly kind: "line" | "item";
  /** What the piece is called in the list. */
  readonly place: string;
}

/** A log that is read as a stream: never more of it is held than one line, one row group or, if need be, one value. */
export interface LogSource {
  /**
   * Every record and everything that was not understood, in the order of the file. To list the records of a table its
   * pictures may be left out of them: they are nearly all of it.
   */
  items(onBytes?: (read: number) => void, pictures?: "kept" | "left-out"): AsyncGenerator<LogItem>;
  /** The pieces that the items are read out of, for who reads them elsewhere; null where they do not stand by themselves. */
  pieces?(): Promise<AsyncIterable<LogPiece> | null>;
  /** A record again, from its place, with its pictures. Null where the file has changed under it. */
  recordAt(at: RecordAt): Promise<LogRecord | null>;
  /** The same of several that stand one after the other, where that is quicker; pictures may be left out of them. */
  recordsAt?(ats: readonly RecordAt[]): Promise<readonly (LogRecord | null)[]>;
  /** The text that a record was read out of, as the file has it; a row of a table as JSON. Null where that cannot be had. */
  rawAt(at: RecordAt): Promise<string | null>;
  /** The same of several that stand one after the other, where that is quicker; pictures may be left out of it. */
  rawsAt?(ats: readonly RecordAt[]): Promise<readonly (string | null)[]>;
}
