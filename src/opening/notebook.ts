import {
  FOREIGN_SYSTEMS,
  field,
  type LogRecord,
  listField,
  type MessagePart,
  recordOf,
  textAssigned,
  textField,
  type Unread,
} from "../dialect";
import { type LogContents, unread } from "./contents";
import { besideCells, cellsOf, type ReadOutput, unheardIn, unreadPieces, unshownMedia } from "./notebookLedger";
import { ShownAlone } from "./notebookPictures";
import { type PrintedRun, runsOfOutputs, soundsLikeRun } from "./notebookRuns";
import { withTurns } from "./printedChats";
import { askedAndAnswered, printedValues, shownText } from "./printedValues";

// A Jupyter notebook (nbformat 3 and 4): what its cells printed and drew, in order. A cell that printed a log holds the
// records of that log; a cell that printed the words of runs, with their pictures among them, holds those runs.

type ReadText = (text: string, place: string) => LogContents;

/** Null where the value is no notebook. `readText` reads a log that was printed. */
export function readNotebook(value: unknown, place: string, readText: ReadText): LogContents | null {
  const cells = cellsOf(value);
  if (!cells) return null;
  const records: LogRecord[] = [];
  const skipped: Unread[] = [...besideCells(value)];
  let last: string | null = null;
  // What functions of the notebook ask a model when they are called.
  const asking = new Map<string, string | null>();
  const pictures = new ShownAlone();
  for (const [i, cell] of cells.entries()) {
    const where = place === "file" ? `cell ${i + 1}` : `${place}, cell ${i + 1}`;
    const outputs = listField(cell, "outputs") ?? [];
    const read = outputs.map((output, at): ReadOutput => ({ output: at, parts: partsOfOutput(output) }));
    const shown = read.flatMap(({ parts }) => parts);
    const source = linesField(cell, "source", "input") ?? "";
    pictures.pass(source);
    const own = textAssigned(source, PROMPTS);
    last = own ?? last;
    const called = CALLS_A_MODEL.test(source) || POSTS_TO_A_MODEL.every((mark) => mark.test(source));
    const defined = calledIn(source, asking);
    const asked = {
      text:
        own ??
        (called ? (questionIn(source) ?? (NAMES_PROMPT.test(source) ? last : null)) : null) ??
        defined?.asks ??
        null,
      called: called || defined !== null,
    };
    if (called) for (const [, name = ""] of source.matchAll(DEFINED)) asking.set(name, questionIn(source));
    const isPrompt = !asked.called && PRINTS_PROMPT.test(source);
    const found = shown.length === 0 || isPrompt ? NO_RUN : recordsOfCell(shown, asked, where, readText);
    const media = outputs.flatMap((output, at) => {
      const path = `cells[${i}].outputs[${at}]`;
      return [...unshownMedia(output, read[at]?.parts ?? [], path), ...unreadPieces(output, path)];
    });
    const seen = asked.called ? pictures.with(found.records, source) : found.records;
    const [first, ...others] = withFailures(withFindings(seen, found.unread), outputs, where);
    if (first) {
      const unheard = [...unheardIn(read, found, i), ...media];
      records.push(...withFindings([first, ...others], unheard));
      continue;
    }
    skipped.push(...media);
    if (!outputs.some(isPlot)) pictures.take(source, shown, where);
    // A cell may have failed before it showed anything.
    const words =
      shown.length > 0 ? textOf(shown) : outputs.map((output) => textField(output, "evalue") ?? "").join("");
    if (shown.length > 0 || words !== "") skipped.push(unread(where, "no-run", words));
  }
  return { records, unread: pictures.unused(skipped) };
}

/** A cell that shows a prompt, and asks nobody. */
const PRINTS_PROMPT = /\bprint\(\s{0,5}\w{0,40}(?:prompt|template|instructions|system_message)\w{0,20}\s{0,5}\)/i;

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
  if (printed !== null) return [{ kind: "text", text: shownText(printed) ?? printed }];
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
  if (text === null) return [];
  // IPython names the objects that it shows; what they look like stands beside their names.
  const said = OBJECT.test(text) ? wordsInHtml(linesField(data, "text/html") ?? "") : (shownText(text) ?? text);
  return said === "" ? [] : [{ kind: "text", text: said }];
}

/** Names of objects alone, which a notebook has where what they look like was not kept. */
const OBJECTS = /^<(?:IPython|PIL)\.[\w. =\dx]{1,200}>$/gm;
const OBJECT = /^<(?:IPython|PIL)\.[\w. =\dx]{1,200}>$/;

/** The words of a page: what of it is code stays code. */
const wordsInHtml = (html: string): string =>
  html
    .replaceAll(/<pre\b[^>]{0,500}>/g, "```\n")
    .replaceAll("</pre>", "\n```\n")
    .replaceAll(/<\/?[a-zA-Z][^<>]{0,2000}>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")
    .trim();

/** Pictures that stand in a page as data, as IPython shows several beside each other. */
const picturesInHtml = (html: string): readonly MessagePart[] =>
  [...html.matchAll(/\bsrc\s{0,5}=\s{0,5}["'](data:image\/[a-z.+-]{1,20};base64,[\w+/=\s]+)["']/g)].map((match) => ({
    kind: "image",
    image: { kind: "data", url: (match[1] ?? "").replaceAll(/\s+/g, "") },
  }));

/** What was found in a cell, and how it is held against what the cell put out: see `unheardIn`. */
interface FoundInCell {
  readonly records: readonly LogRecord[];
  /** What the report of the first record says besides. */
  readonly unread: readonly Unread[];
  /** Words that the report has already. */
  readonly reported: readonly string[];
  readonly counted: boolean;
}

const NO_RUN: FoundInCell = { records: [], unread: [], reported: [], counted: false };

function recordsOfCell(shown: readonly MessagePart[], asked: Asked, place: string, readText: ReadText): FoundInCell {
  const printed = textOf(shown);
  const logged = /^\s*[[{]/.test(printed) ? readText(printed, place) : NO_RUN;
  const isAnswered = logged.records.some(({ messages }) => messages.some(({ role }) => role === "assistant"));
  const answered = isAnswered ? null : recordsOfValues(printed, asked, place, readText);
  if (answered) return answered;
  if (logged.records.length > 0)
    return { ...NO_RUN, records: withQuestion(logged.records, asked.text), unread: logged.unread, counted: true };
  const whole = FOREIGN_SYSTEMS.recordInWords(printed, place);
  if (whole) return { ...NO_RUN, records: [whole], counted: true };
  const printedRuns = runsOfOutputs(shown).map(withTurns);
  const runs = printedRuns.filter((run) => isRun(run, asked));
  const others = printedRuns.filter((run) => !runs.includes(run)).map((run) => wordsOf(run));
  const reported = others.filter((words) => words.trim() !== "");
  const told = reported.map((words) => unread(place, "no-run", words.trim()));
  const records = runs.map((run, i) =>
    recordOfRun(run, asked.text, runs.length === 1 ? place : `${place}, run ${i + 1}`),
  );
  return { records, unread: told, reported, counted: false };
}

/** The run of a request and the response to it that a cell printed as values; null where it printed none. */
function recordsOfValues(printed: string, asked: Asked, place: string, readText: ReadText): FoundInCell | null {
  const values = printedValues(printed);
  const answered = values && askedAndAnswered(values);
  if (!answered) return null;
  const { records, unread: findings } = readText(JSON.stringify(answered.value), place);
  if (records.length === 0) return null;
  const rest = answered.rest.trim();
  const told = rest === "" ? [] : [unread(place, "no-run", rest)];
  return { ...NO_RUN, records: withQuestion(records, asked.text), unread: [...findings, ...told], counted: true };
}

/** The only run of a cell, with the question that its source puts where nothing that was printed has one. */
function withQuestion(records: readonly LogRecord[], asked: string | null): readonly LogRecord[] {
  const [only, ...others] = records;
  if (!only || others.length > 0 || asked === null || only.question.trim() !== "") return records;
  return [{ ...only, question: asked, title: asked.replaceAll(/\s+/g, " ").trim().slice(0, 120) }];
}

const wordsOf = ({ messages }: PrintedRun): string => messages.map(({ parts }) => textOf(parts)).join("");

/** What a cell calls the question that it puts to a model. */
const PROMPTS = ["prompt", "question", "query", "user_prompt", "text_prompt", "instruction"];

/** What a cell's source tells of the words behind it. */
interface Asked {
  /** The question that it puts to a model; null where it tells none. */
  readonly text: string | null;
  /** Whether it calls a model. */
  readonly called: boolean;
}

/** Calls by which Python asks a model: clients of OpenAI, Anthropic, Google and Ollama; transformers; vLLM. */
const CALLS_A_MODEL =
  /\.(?:generate_content(?:_stream)?|send_message(?:_stream)?|interactions\.create|(?:completions|responses|messages)\.(?:create|parse|stream)|chat|generate)\(|\b(?:inference|generate|ask|infer|chat)\w{0,40}\(/;

/** Calls of an interface by hand. */
const POSTS_TO_A_MODEL = [/\brequests\.post\(/, /["'](?:contents|messages)["']\s{0,5}:/];

/** Where a call has its question in itself, rather than in a variable: up to the text, or to the first of several. */
const BEFORE_QUESTION =
  /(?:send_message(?:_stream)?\(|[(,]\s{0,80}(?:contents|input|prompt|content|message)\s{0,3}=|["'](?:text|content)["']\s{0,3}:)\s{0,40}\[?\s{0,40}(?=[fr]?["'])/;
const TEXT =
  /[fr]?(?:"""([\s\S]{0,20000}?)"""|'{3}([\s\S]{0,20000}?)'{3}|"((?:[^"\\\n]|\\.){0,20000})"|'((?:[^'\\\n]|\\.){0,20000})')\s{0,80},?\s{0,80}/y;
const MOST_TEXTS = 50;

function questionIn(source: string): string | null {
  const before = BEFORE_QUESTION.exec(source);
  if (!before) return null;
  const isList = before[0].trimEnd().endsWith("[");
  const texts: string[] = [];
  TEXT.lastIndex = before.index + before[0].length;
  for (let match = TEXT.exec(source); match && texts.length < MOST_TEXTS; match = isList ? TEXT.exec(source) : null)
    texts.push((match.slice(1).find((text) => text !== undefined) ?? "").replaceAll("\\n", "\n"));
  return texts.join("\n").trim() || null;
}

/** The names of functions of one's own, at the beginning of a line. */
const DEFINED = /^(?:async\s{1,3})?def\s{1,3}(\w{1,80})\s{0,3}\(/gm;

/** What a function that asks a model asks, where a cell calls one. */
function calledIn(source: string, asking: ReadonlyMap<string, string | null>): { readonly asks: string | null } | null {
  if (asking.size === 0) return null;
  for (const [before = "", name = ""] of source.matchAll(/(?:\bdef\s{1,3})?\b(\w{1,80})\s{0,3}\(/g)) {
    const asks = before.startsWith("def") ? undefined : asking.get(name);
    if (asks !== undefined) return { asks };
  }
  return null;
}

const NAMES_PROMPT = /\b(?:prompt|question|query|user_prompt|text_prompt|instruction)s?\b/;

/**
 * Marks and places tell a run by themselves; plain words are one where a question stands with them, and a picture or a
 * call of a model.
 */
function isRun({ messages, hasRoles }: PrintedRun, { text: asked, called }: Asked): boolean {
  const said = messages
    .filter(({ role }) => role === "assistant")
    .map(({ parts }) => textOf(parts).replaceAll(OBJECTS, ""))
    .filter((words) => words.trim() !== "");
  if (soundsLikeRun(said.join("\n"))) return true;
  const told = messages.filter(({ role }) => role === "user").flatMap(({ parts }) => parts);
  const isAsked = textOf(told).trim() !== "" || asked !== null;
  return (
    said.length > 0 && isAsked && (hasRoles || told.some(({ kind }) => kind === "image") || (called && asked !== null))
  );
}

function recordOfRun({ messages, reference }: PrintedRun, asked: string | null, place: string): LogRecord {
  const isAsked = messages.some(({ role, parts }) => role === "user" && textOf(parts).trim() !== "");
  const record = recordOf(isAsked || asked === null ? {} : { question: asked }, messages, { place, form: "notebook" });
  return reference ? { ...record, reference } : record;
}

/** A plot shows a picture at another size, with room around it: what is marked on it does not lie where it was meant. */
const PLOT = /<Figure size [^>]{1,60}>/;

const isPlot = (output: unknown): boolean => PLOT.test(linesField(field(output, "data"), "text/plain") ?? "");

/** What a cell failed with, and pictures that are there only in a plot; the first of its runs tells of it. */
function withFailures(records: readonly LogRecord[], outputs: readonly unknown[], place: string): readonly LogRecord[] {
  const findings = outputs.flatMap((output) => {
    const evalue = textField(output, "evalue");
    const ename = textField(output, "ename") ?? (evalue === null ? null : "error");
    const plot = PLOT.exec(linesField(field(output, "data"), "text/plain") ?? "")?.[0];
    return [
      ...(ename === null ? [] : [{ ...unread(place, "unread-field", evalue ?? ""), what: `outputs[].${ename}` }]),
      ...(plot === undefined ? [] : [{ ...unread(place, "picture-lost", plot), what: "plot" }]),
    ];
  });
  return withFindings(records, findings);
}

/** The first of the records tells of what the others do not. */
function withFindings(records: readonly LogRecord[], findings: readonly Unread[]): readonly LogRecord[] {
  const [first, ...others] = records;
  if (!first || findings.length === 0) return records;
  return [{ ...first, unread: [...first.unread, ...findings] }, ...others];
}
