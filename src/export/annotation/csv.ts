import { type Judgement, type JudgementTarget, stepsOfTarget, type Trace } from "../../trace";
import type { ExportInput, ExportLine } from "../contract/form";
import type { ExportPlan, ExportTarget } from "../contract/target";
import type { Told } from "../contract/told";
import { placeOf } from "./drawn";
import { stepText } from "./stepText";

/** Judgements as a table, one row each, for spreadsheets and statistics (RFC 4180). */
export const JUDGEMENTS_CSV: ExportTarget = {
  name: "judgements-csv",
  title: "CSV",
  group: "annotation-tools",
  seenWith: "RFC 4180; pandas 2.3.3",
  needs: ["verdicts"],
  write,
};

const COLUMNS = [
  "trace",
  "trace_title",
  "judgement",
  "rater_id",
  "rater",
  "about",
  "step",
  "step_number",
  "step_kind",
  "step_words",
  "effect_step",
  "words_of",
  "words_from",
  "words_to",
  "judged_words",
  "image",
  "left",
  "top",
  "width",
  "height",
  "verdict",
  "first_error",
  "decisive",
  "tags",
  "taxonomies",
  "note",
  "basis",
  "at",
] as const;
type Row = Readonly<Record<(typeof COLUMNS)[number], string | number | boolean | null>>;

/** A spreadsheet keeps this many characters of a cell. (Excel's specifications and limits.) */
const MOST_IN_CELL = 32_767;

function write(input: ExportInput): ExportPlan {
  const judged = judgedRows(input.lines);
  const rows = judged.map(({ row }) => COLUMNS.map((column) => cell(row[column])).join(","));
  const lines = [COLUMNS.join(","), ...rows];
  const onLines = new Set(judged.flatMap((one) => one.lines));
  const unjudged = input.lines
    .filter((line) => !onLines.has(line))
    .map((line): Told => ({ code: "no-judgements", at: placeOf(line), detail: "" }));
  return {
    // With a byte order mark: without it Excel takes UTF-8 for the code page of the machine.
    files: [{ kind: "text", path: "judgements.csv", text: `\uFEFF${lines.join("\r\n")}\r\n` }],
    rowCount: rows.length,
    leftOut: [...input.leftOut, ...unjudged],

    changed: judged.flatMap(({ row, lines: [line] }): readonly Told[] =>
      line
        ? COLUMNS.filter((column) => String(row[column]).length > MOST_IN_CELL).map((column) => ({
            code: "cell-too-long",
            at: placeOf(line),
            detail: column,
          }))
        : [],
    ),
    settings: [
      {
        text: "pandas.read_csv('judgements.csv')",
        why: "It takes the byte order mark away; with `csv` say utf-8-sig.",
      },
      {
        text: "take one ' from the beginning of cells that begin with one",
        why: "Words that a spreadsheet would compute as a formula are kept from it by that sign.",
      },
    ],
    longest: null,
    preview: lines.slice(0, 4),
  };
}

interface JudgedRow {
  readonly row: Row;
  /** The lines on which what is judged stands. */
  readonly lines: readonly ExportLine[];
}

/** Each judgement once, though several lines of its trace are exported. */
function judgedRows(lines: readonly ExportLine[]): readonly JudgedRow[] {
  const rows = new Map<string, JudgedRow>();
  for (const line of lines) {
    const numbers = new Map(line.steps.map(({ id }, i) => [id, i + 1]));
    for (const judgement of line.trace.judgements.values()) {
      if (!isOn(judgement.target, line, numbers)) continue;
      const key = `${line.trace.id}/${judgement.id}`;
      const known = rows.get(key);
      if (known) rows.set(key, { ...known, lines: [...known.lines, line] });
      else rows.set(key, { row: rowOf(judgement, line.trace, numbers), lines: [line] });
    }
  }
  return [...rows.values()];
}

function isOn(target: JudgementTarget, { steps }: ExportLine, numbers: ReadonlyMap<string, number>): boolean {
  if (target.kind === "trace") return true;
  if (target.kind !== "region") return stepsOfTarget(target).every((step) => numbers.has(step));
  return steps.some(({ body }) => {
    if (body.kind === "problem") return body.images.includes(target.image);
    return body.kind === "observation" && body.image === target.image;
  });
}

function rowOf(judgement: Judgement, trace: Trace, numbers: ReadonlyMap<string, number>): Row {
  const { id, rater, target, value, basis, atMillis } = judgement;
  const [first] = stepsOfTarget(target);
  const step = first === undefined ? undefined : trace.steps.get(first);
  return {
    trace: trace.id,
    trace_title: trace.title,
    judgement: id,
    rater_id: rater.id,
    rater: rater.name,
    about: target.kind,
    step: first ?? null,
    step_number: first === undefined ? null : (numbers.get(first) ?? null),
    step_kind: step?.body.kind ?? null,
    step_words: step ? stepText(step) : null,
    ...placedAt(target, trace),
    verdict: value.verdict,
    first_error: value.firstError,
    decisive: value.decisive,
    tags: value.tags.map(({ tag }) => tag).join(" "),
    taxonomies: [...new Set(value.tags.map(({ taxonomy, version }) => `${taxonomy}@${version}`))].join(" "),
    note: value.note,
    basis: basis.kind === "hand" ? "hand" : `${basis.name}@${basis.version}`,
    at: isoTime(atMillis),
  };
}

const NOWHERE = {
  effect_step: null,
  words_of: null,
  words_from: null,
  words_to: null,
  judged_words: null,
  image: null,
  left: null,
  top: null,
  width: null,
  height: null,
} as const;

/** The columns that only some kinds of targets fill. Boxes in pixels of the image, words from and to in UTF-16 units. */
function placedAt(target: JudgementTarget, trace: Trace) {
  switch (target.kind) {
    case "region":
      return { ...NOWHERE, image: target.image, ...target.box };
    case "link":
      return { ...NOWHERE, effect_step: target.effect };
    case "missing-step":
      return { ...NOWHERE, judged_words: target.words };
    case "words": {
      const step = trace.steps.get(target.step);
      const words = step === undefined ? "" : target.of === "raw" ? step.raw : stepText(step);
      const judged_words = words.slice(target.from, target.to);
      return { ...NOWHERE, words_of: target.of, words_from: target.from, words_to: target.to, judged_words };
    }
    case "trace":
    case "step":
      return NOWHERE;
  }
}

/** What dates can hold; a trace may hold any number. */
const MOST_MILLIS = 8.64e15;

const isoTime = (millis: number): string =>
  Math.abs(millis) <= MOST_MILLIS ? new Date(millis).toISOString() : String(millis);

/**
 * A cell by RFC 4180. Words that begin as a formula does in some spreadsheet get a `'` before them (OWASP, CSV
 * injection), and so do words that begin with that sign, so that taking one away gives every cell back.
 */
function cell(value: string | number | boolean | null): string {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  const safe = /^[\p{Cc}'=+\-@＝＋－＠]/u.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
