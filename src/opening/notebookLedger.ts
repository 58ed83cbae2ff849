import {
  FOREIGN_SYSTEMS,
  field,
  isFields,
  type LogRecord,
  listField,
  type MessagePart,
  textField,
  type Unread,
} from "../dialect";
import { unread } from "./contents";
import { ledgerOf, toldByRecords } from "./ledger";
import { wordsBetweenMarks } from "./notebookRuns";

// What a cell put out, against the runs that were found in it. Sources and the prose between cells are no run; of several
// forms in which an output is kept, one was read.

/** The cells of a notebook, those of its first sheet where it has sheets (nbformat 3); null where the value is none. */
export const cellsOf = (value: unknown): readonly unknown[] | null =>
  isFields(value) && "nbformat" in value
    ? (listField(value, "cells") ?? listField(listField(value, "worksheets")?.[0], "cells"))
    : null;

/** What notebooks hold that is of no run: nbformat 3 and 4. */
export const OF_NOTEBOOK = ["metadata", "nbformat", "nbformat_minor", "orig_nbformat", "orig_nbformat_minor"];
const OF_CELL = [
  ...["cell_type", "id", "metadata", "source", "input", "execution_count", "prompt_number", "prompt", "attachments"],
  ...["collapsed", "language", "level"],
];
/** Outputs keep media under names of their own in nbformat 3. */
const OF_OUTPUT = [
  ...["output_type", "metadata", "execution_count", "prompt_number", "name", "stream", "text", "data"],
  ...["ename", "evalue", "traceback", "png", "jpeg", "svg", "html", "latex", "json", "javascript", "pdf"],
];

const withoutFields = (held: unknown, names: readonly string[]): unknown =>
  isFields(held) ? Object.fromEntries(Object.entries(held).filter(([name]) => !names.includes(name))) : held;

/** What stands in a notebook that is no notebook's, beside its cells and within them, each with its path. */
export function besideCells(value: unknown): readonly Unread[] {
  const ofCell = (cell: unknown): unknown => {
    const outputs = listField(cell, "outputs")?.map((output) =>
      // Outputs without a type are told whole: see `unreadPieces`.
      isFields(output) && "output_type" in output ? withoutFields(output, OF_OUTPUT) : null,
    );
    const rest = withoutFields(cell, OF_CELL);
    return isFields(rest) && outputs ? { ...rest, outputs } : rest;
  };
  const ofSheet = (sheet: unknown): unknown => {
    const cells = listField(sheet, "cells")?.map(ofCell);
    const rest = withoutFields(sheet, OF_NOTEBOOK);
    return isFields(rest) && cells ? { ...rest, cells } : rest;
  };
  const rest = ofSheet(value);
  const [first, ...others] = listField(rest, "worksheets") ?? [];
  const held = isFields(rest) && first !== undefined ? { ...rest, worksheets: [ofSheet(first), ...others] } : rest;
  return ledgerOf(held, { words: [], pictures: [] }, FOREIGN_SYSTEMS.knownFields("notebook")).unaccounted;
}

/** The output of a cell that was read, as parts, by its number among the cell's outputs. */
export interface ReadOutput {
  readonly output: number;
  readonly parts: readonly MessagePart[];
}

/**
 * The words and pictures of a cell that are in none of its runs, each with its path in the notebook. `reported` are words
 * that the report has already. Where a log was printed, or a run in a system's own form, its words were counted there.
 */
export function unheardIn(
  read: readonly ReadOutput[],
  { records, reported, counted }: { records: readonly LogRecord[]; reported: readonly string[]; counted: boolean },
  cell: number,
): readonly Unread[] {
  const told = toldByRecords(records, reported);
  const outputs = read.map(({ parts }) => ({
    text: parts.flatMap((part) => (part.kind === "text" && !counted ? wordsBetweenMarks(part.text) : [])),
    image: parts.flatMap((part) => (part.kind === "image" && part.image.kind === "data" ? [part.image.url] : [])),
  }));
  const { unaccounted } = ledgerOf(outputs, told, new Set());
  return unaccounted.map((finding) => {
    const at = Number(/^\[(\d+)\]/.exec(finding.place)?.[1] ?? 0);
    const isPicture = finding.what?.startsWith("[].image") === true;
    const place = `cells[${cell}].outputs[${read[at]?.output ?? 0}]`;
    const code = isPicture ? "picture-lost" : "unread-field";
    return { ...finding, place, also: [], code, what: isPicture ? "cells[].outputs[].data" : "cells[].outputs[].text" };
  });
}

/** Forms of an output that show the same as another one, or ask the notebook for something that it does not hold. */
const BESIDE =
  /^(?:text\/|application\/(?:json|javascript|vnd\.jupyter\.widget-view\+json|vnd\.google\.colaboratory\.intrinsic\+json)$)/;

/** Media of an output that nobody here shows, where it has no picture beside them that was read. */
export function unshownMedia(output: unknown, read: readonly MessagePart[], place: string): readonly Unread[] {
  const data = field(output, "data");
  if (!isFields(data) || read.some(({ kind }) => kind === "image")) return [];
  return Object.keys(data)
    .filter((mime) => !BESIDE.test(mime))
    .map((mime) => ({ ...unread(place, "unknown-part", ""), what: mime.slice(0, 200) }));
}

/**
 * Records where an output has words, and outputs that have no type: what of them is words, if there are any. Media that
 * are records themselves are told by `unshownMedia`.
 */
export function unreadPieces(output: unknown, place: string): readonly Unread[] {
  const told = (held: unknown, what: string): readonly Unread[] => {
    const [first] = ledgerOf(held, { words: [], pictures: [] }, new Set()).unaccounted;
    return first ? [{ ...unread(place, "unread-field", first.excerpt), what }] : [];
  };
  if (typeof output === "string" || textField(output, "output_type") === null) return told(output, "cells[].outputs[]");
  const data = field(output, "data");
  const words = Object.entries(isFields(data) ? data : {}).filter(([mime]) => /^(?:text|image)\//.test(mime));
  return [
    ...told(piecesOf(field(output, "text")), "cells[].outputs[].text"),
    ...told(
      words.map(([, held]) => piecesOf(held)),
      "cells[].outputs[].data",
    ),
  ];
}

/** What stands where a text should, or one of its lines. */
const piecesOf = (held: unknown): unknown =>
  Array.isArray(held) ? held.filter((line) => typeof line !== "string") : isFields(held) ? held : null;
