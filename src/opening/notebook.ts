import {
  FOREIGN_SYSTEMS,
  field,
  isFields,
  type LogRecord,
  listField,
  type MessagePart,
  recordOf,
  textAssigned,
  textField,
  type Unread,
} from "../dialect";
import { type LogContents, unread } from "./contents";
import { type PrintedRun, runsOfOutputs, soundsLikeRun } from "./notebookRuns";

// A Jupyter notebook (nbformat 3 and 4): what its cells printed and drew, in order. A cell that printed a log holds the
// records of that log; a cell that printed the words of runs, with their pictures among them, holds those runs.

type ReadText = (text: string, place: string) => readonly LogRecord[];

/** Null where the value is no notebook. `readText` reads a log that was printed. */
export function readNotebook(value: unknown, place: string, readText: ReadText): LogContents | null {
  const cells = listField(value, "cells") ?? listField(listField(value, "worksheets")?.[0], "cells");
  if (!cells || !(isFields(value) && "nbformat" in value)) return null;
  const records: LogRecord[] = [];
  const skipped: Unread[] = [];
  for (const [i, cell] of cells.entries()) {
    const where = place === "file" ? `cell ${i + 1}` : `${place}, cell ${i + 1}`;
    const outputs = listField(cell, "outputs") ?? [];
    const shown = outputs.flatMap(partsOfOutput);
    const found = shown.length === 0 ? [] : recordsOfCell(shown, cell, where, readText);
    records.push(...withFailures(found, outputs, where));
    if (found.length === 0 && shown.length > 0) skipped.push(unread(where, "no-run", textOf(shown)));
  }
  return { records, unread: skipped };
}

const textOf = (parts: readonly MessagePart[]): string =>
  parts.map((part) => (part.kind === "text" ? part.text : "")).join("");

/** Notebooks keep long texts as lists of lines. */
function linesField(value: unknown, ...keys: readonly string[]): string | null {
  const lines = listField(value, ...keys);
  return lines ? lines.filter((line) => typeof line === "string").join("") : textField(value, ...keys);
}

function partsOfOutput(output: unknown): readonly MessagePart[] {
  const printed = linesField(output, "text");
  // Progress bars and warnings.
  if (textField(output, "name", "stream") === "stderr") return [];
  if (printed !== null) return [{ kind: "text", text: printed }];
  const data = field(output, "data") ?? output;
  for (const mime of ["image/png", "image/jpeg", "image/gif", "image/webp"]) {
    const bytes = linesField(data, mime) ?? linesField(data, mime.slice("image/".length));
    if (bytes !== null)
      return [{ kind: "image", image: { kind: "data", url: `data:${mime};base64,${bytes.replaceAll(/\s+/g, "")}` } }];
  }
  const drawn = picturesInHtml(linesField(data, "text/html") ?? "");
  if (drawn.length > 0) return drawn;
  const json = field(data, "application/json");
  const text = json === null ? linesField(data, "text/markdown", "text/plain") : JSON.stringify(json);
  return text === null ? [] : [{ kind: "text", text }];
}

/** Pictures that stand in a page as data, as IPython shows several beside each other. */
const picturesInHtml = (html: string): readonly MessagePart[] =>
  [...html.matchAll(/\bsrc\s{0,5}=\s{0,5}["'](data:image\/[a-z.+-]{1,20};base64,[\w+/=\s]+)["']/g)].map((match) => ({
    kind: "image",
    image: { kind: "data", url: (match[1] ?? "").replaceAll(/\s+/g, "") },
  }));

function recordsOfCell(
  shown: readonly MessagePart[],
  cell: unknown,
  place: string,
  readText: ReadText,
): readonly LogRecord[] {
  const printed = textOf(shown);
  const logged = /^\s*[[{]/.test(printed) ? readText(printed, place) : [];
  if (logged.length > 0) return logged;
  const whole = FOREIGN_SYSTEMS.recordInWords(printed, place);
  if (whole) return [whole];
  const asked = textAssigned(linesField(cell, "source", "input") ?? "", PROMPTS);
  const printedRuns = runsOfOutputs(shown);
  const runs = printedRuns.filter((run) => isRun(run, asked));
  const others = printedRuns.filter((run) => !runs.includes(run)).map((run) => wordsOf(run));
  const told = others.filter((words) => words.trim() !== "").map((words) => unread(place, "no-run", words.trim()));
  return runs.map((run, i) => {
    const record = recordOfRun(run, asked, runs.length === 1 ? place : `${place}, run ${i + 1}`);
    return i === 0 ? { ...record, unread: [...record.unread, ...told] } : record;
  });
}

const wordsOf = ({ messages }: PrintedRun): string => messages.map(({ parts }) => textOf(parts)).join("");

/** What a cell calls the question that it puts to a model. */
const PROMPTS = ["prompt", "question", "query", "user_prompt", "text_prompt", "instruction"];

/** Marks and places tell a run by themselves; plain words are one where a question and a picture stand with them. */
function isRun({ messages }: PrintedRun, asked: string | null): boolean {
  const said = messages.filter(({ role }) => role === "assistant").map(({ parts }) => textOf(parts));
  if (soundsLikeRun(said.join("\n"))) return true;
  const told = messages.filter(({ role }) => role === "user").flatMap(({ parts }) => parts);
  return said.length > 0 && told.some(({ kind }) => kind === "image") && (textOf(told).trim() !== "" || asked !== null);
}

function recordOfRun({ messages, reference }: PrintedRun, asked: string | null, place: string): LogRecord {
  const isAsked = messages.some(({ role, parts }) => role === "user" && textOf(parts).trim() !== "");
  const record = recordOf(isAsked || asked === null ? {} : { question: asked }, messages, { place, form: "notebook" });
  return reference ? { ...record, reference } : record;
}

/** A plot shows a picture at another size, with room around it: what is marked on it does not lie where it was meant. */
const PLOT = /<Figure size [^>]{1,60}>/;

/** What a cell failed with, and pictures that are there only in a plot; the first of its runs tells of it. */
function withFailures(records: readonly LogRecord[], outputs: readonly unknown[], place: string): readonly LogRecord[] {
  const [first, ...others] = records;
  const findings = outputs.flatMap((output) => {
    const ename = textField(output, "ename");
    const plot = PLOT.exec(linesField(field(output, "data"), "text/plain") ?? "")?.[0];
    return [
      ...(ename === null
        ? []
        : [{ ...unread(place, "unread-field", textField(output, "evalue") ?? ""), what: `outputs[].${ename}` }]),
      ...(plot === undefined ? [] : [{ ...unread(place, "picture-lost", plot), what: "plot" }]),
    ];
  });
  if (!first || findings.length === 0) return records;
  return [{ ...first, unread: [...first.unread, ...findings] }, ...others];
}
