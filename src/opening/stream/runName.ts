import { type ImageReference, type LogRecord, textOfParts } from "../../dialect";
import { digestOf, digestOfLines } from "../digest";
import type { RecordAt } from "./item";

/** So much of a file's beginning tells it apart from others. */
export const BEGINNING_BYTES = 64 * 1024;
/** A first line shorter than this says nothing, as the bracket of a list. */
const LEAST_LINE = 64;
const SHORT_BEGINNING = 4096;

/**
 * What a log goes by: the digest of its first line, or of its first 4 KiB where that is no line to speak of. Its name is
 * not in it, nor its end: a log that was renamed, or that has grown since, is still the same one.
 */
export function fingerprintOf(beginning: string): string {
  const end = beginning.indexOf("\n");
  return digestOf(end >= LEAST_LINE ? beginning.slice(0, end).trimEnd() : beginning.slice(0, SHORT_BEGINNING));
}

/**
 * What a run goes by, in this log and whenever it is opened again: its log's fingerprint, its place there, and the digest
 * of its words. With the words in it another run that came to stand in that place is never taken for this one.
 */
export const runNameOf = (fingerprint: string, at: RecordAt, record: LogRecord): string =>
  `${fingerprint}/${placeIn(at)}/${digestOfLines(linesOf(record))}`;

/** Several runs that are one document, whatever the order in which they were chosen. */
export const nameOfRuns = (runs: readonly string[]): string =>
  runs.length === 1 ? (runs[0] ?? "") : `together/${runs.length}/${digestOf([...runs].sort().join("\n"))}`;

/** Bytes are left out: they move when a line before them is mended. */
function placeIn(at: RecordAt): string {
  switch (at.kind) {
    case "line":
    case "item":
    case "cells":
      return `${at.kind}-${at.number}.${at.nth}`;
    case "event":
      return `event-${at.number}.${at.which}.${at.nth}`;
    case "row":
      return `row-${at.row}.${at.nth}`;
    case "whole":
      return `whole-${at.nth}`;
    // Nothing is a run there.
    case "piece":
      return `piece-${at.place}`;
    case "mapped":
      return `mapped-${at.nth} of ${placeIn(at.of)}`;
    case "unknown":
    case "value":
      return `${at.kind}-${at.which}.${at.nth}`;
  }
}

/** All that a record says in words: what was asked, thought, done, shown and answered. */
export const wordsOf = (record: LogRecord): string => linesOf(record).join("\n");

const linesOf = ({ question, instructions, messages, rejected }: LogRecord): readonly string[] => [
  question,
  instructions,
  ...[...messages, ...(rejected?.messages ?? [])].map(({ parts }) => textOfParts(parts)),
];

/** The first picture of a run, as its log speaks of it; null where it has none that can be had. */
export function firstPicture({ images, messages }: LogRecord): Exclude<ImageReference, { kind: "dropped" }> | null {
  const shown = messages.flatMap(({ parts }) => parts.flatMap((part) => (part.kind === "image" ? [part.image] : [])));
  for (const image of [...images, ...shown]) if (image.kind !== "dropped") return image;
  return null;
}
