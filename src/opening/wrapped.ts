import { isFields, type LogRecord, listField } from "../dialect";
import { isSetting } from "./ledger";

// A file may keep its records within a record of their own: under a name, beside what is told of all of them; each under
// its id, be it only what was said; or as rows below the names of their columns.

/** Exports of accounts have their chats so. Elsewhere it is the turns of one run, of which no record may be made. */
const CHATS = "conversations";

/** Fields that keep a list of records. */
export const WRAPPED_LISTS = [
  "results",
  "data",
  "records",
  "samples",
  "items",
  "rows",
  "examples",
  "predictions",
  "instances",
  "details",
  // SwanLab 0.10.3 writes a table so, as verl fills it.
  "rowData",
  // Questions about one video (BradyFU/Video-MME 8889f31, evaluation/output_test_template.json).
  "questions",
  // HELM's requests, and DeepEval's cases.
  ...["request_states", "testCases", "test_cases", "conversationalTestCases", "conversational_test_cases"],
];

export interface Wrapped {
  /** Each with where it stands, `results 1`, and the name that it stands under, where that is no field of a form. */
  readonly items: readonly { readonly value: unknown; readonly place: string; readonly name?: string }[];
  /** What stands beside them. */
  readonly beside: unknown;
}

/** The records that a value may hold, by the first of these ways that fits; null where none does. */
export function wrappedIn(value: unknown): Wrapped | null {
  if (!isFields(value)) return null;
  const rows = rowsIn(value);
  if (rows) return rows;
  // Promptfoo has its results within its results.
  const { results, ...around } = value;
  const inner = isFields(results) && listField(results, "results") ? wrappedIn(results) : null;
  if (inner)
    return {
      items: inner.items.map((item) => ({ ...item, place: `results.${item.place}` })),
      beside: { ...around, results: inner.beside },
    };
  const listed = listedIn(value);
  if (listed) return listed;
  const columns = columnsById(value) ?? recordsById(value);
  if (columns) return columns;
  const entries = Object.entries(value);
  const [only] = entries;
  if (only && entries.length === 1 && Array.isArray(only[1]) && only[1].length > 0 && only[1].every(isRecord))
    return { items: listedUnder(only[0], only[1]), beside: {} };
  if (entries.length > 0 && entries.every(([, item]) => isFields(item)))
    return { items: entries.map(([name, item]) => ({ value: item, place: placeOf(name), name })), beside: {} };
  const splits = splitsIn(entries);
  if (splits) return splits;
  const answers = answersByNumber(entries);
  return answers && { items: answers.map((item) => ({ value: item, place: placeOf(item.id) })), beside: {} };
}

/** What stands in a list under a name is all told of by it; the first says so. */
const listedUnder = (name: string, list: readonly unknown[]): Wrapped["items"] =>
  list.map((value, i) => ({ value, place: `${placeOf(name)} ${i + 1}`, ...(i === 0 ? { name } : {}) }));

/** The records that a value holds as a list under one of the names for them; null where it holds none. */
export function listedIn(value: unknown): Wrapped | null {
  for (const key of isFields(value) ? [...WRAPPED_LISTS, CHATS] : []) {
    const list = listField(value, key);
    if (!isFields(value) || !list || list.length === 0 || !list.every(key === CHATS ? isRecord : isFields)) continue;
    const { [key]: _, ...beside } = value;
    return { items: list.map((item, i) => ({ value: item, place: `${key} ${i + 1}` })), beside };
  }
  return null;
}

/** What the model said, in a record by the ids of its questions. */
const SAID = ["outputs", "predictions", "responses"];

/** The name under which a row's words are looked for before all others, be there a column of numbers called `response`. */
const SAID_IN_ROW = "full_prediction";

/**
 * Results that are records by the ids of the questions, side by side: `outputs` with the model's words, and others of the
 * same ids (lupantech/ScienceQA 2cbf831, results; LLaVA's evaluation on it).
 */
function columnsById(value: Readonly<Record<string, unknown>>): Wrapped | null {
  const name = SAID.find((key) => isFields(value[key]));
  const said = name === undefined ? null : value[name];
  if (name === undefined || !isFields(said)) return null;
  const ids = Object.keys(said);
  // Settings have outputs, too, by their names.
  if (ids.length < 2 || !ids.every((id) => NUMBERED.test(id) && typeof said[id] === "string")) return null;
  const others = Object.entries(value).flatMap(([key, held]) =>
    key !== name && isFields(held) && Object.keys(held).length === ids.length && ids.every((id) => isPlain(held[id]))
      ? [[key, held] as const]
      : [],
  );
  const told = [name, ...others.map(([key]) => key)];
  return {
    items: ids.map((id) => ({
      value: {
        id,
        [SAID_IN_ROW]: said[id],
        ...Object.fromEntries(others.map(([key, held]) => [key, held[id]])),
      },
      place: placeOf(id),
    })),
    beside: Object.fromEntries(Object.entries(value).filter(([key]) => !told.includes(key))),
  };
}

/** What stands in a column: no record and no list of them, which are told in their own place. */
const isPlain = (held: unknown): boolean => ["string", "number", "boolean"].includes(typeof held);

/** Records under their ids, beside what is told of all of them (lupantech/PromptPG 7cf61b1, results). */
function recordsById(value: Readonly<Record<string, unknown>>): Wrapped | null {
  const name = ["results", "records", "samples", "predictions", "outputs"].find((key) => {
    const held = value[key];
    return isFields(held) && Object.keys(held).length > 1 && Object.values(held).every(isRecord);
  });
  const held = name === undefined ? null : value[name];
  if (name === undefined || !isFields(held) || Object.keys(value).length === 1) return null;
  const { [name]: _, ...beside } = value;
  const items = Object.entries(held).map(([id, item]) => ({ value: item, place: `${name}.${placeOf(id)}` }));
  return { items, beside };
}

/** A file that has its records by the parts of a set (zeyofu/BLINK_Benchmark 2d6a779, eval/saved_outputs): nothing stands beside them. */
function splitsIn(entries: readonly (readonly [string, unknown])[]): Wrapped | null {
  if (entries.length < 2 || !entries.every(([name]) => SPLITS.has(name))) return null;
  const items = entries.flatMap(([name, list]) =>
    Array.isArray(list) && list.every(isRecord)
      ? list.map((item: unknown, i) => ({ value: item, place: `${name} ${i + 1}` }))
      : [],
  );
  const held = entries.reduce((sum, [, list]) => sum + (Array.isArray(list) ? list.length : 1), 0);
  return items.length > 0 && items.length === held ? { items, beside: {} } : null;
}

/** What sets call their parts. */
const SPLITS: ReadonlySet<string> = new Set([
  ...["train", "training", "val", "valid", "validation", "dev", "test", "testmini", "testdev", "eval"],
]);

/** Something that may be a record of its own: a turn of a talk is none. */
const isRecord = (item: unknown): boolean => isFields(item) && !("role" in item || "from" in item);

const placeOf = (key: string): string => key.slice(0, MOST_NAME);

/** Records without a question of their own that stand under what was asked. */
export const askedUnder = (name: string, records: readonly LogRecord[]): readonly LogRecord[] =>
  isAsked(name)
    ? records.map((record) => (record.question === "" ? { ...record, question: name, title: titleOf(name) } : record))
    : records;

const isAsked = (name: string): boolean => !isSetting(name) || /\s.*\?\s*$/.test(name);

const titleOf = (name: string): string => name.replaceAll(/\s+/g, " ").trim().slice(0, LONGEST_TITLE);
const LONGEST_TITLE = 120;

/** The names of items as a record, for the ledger to look at, but for those that a record was asked by. */
export const untoldNames = (items: Wrapped["items"], records: readonly LogRecord[]): Readonly<Record<string, null>> => {
  const asked = new Set(records.map(({ question }) => question));
  return Object.fromEntries(items.flatMap(({ name }) => (name === undefined || asked.has(name) ? [] : [[name, null]])));
};

/**
 * What a model said to each question of a set, under nothing but its number, with the name of the set or without (HKU-MMLab/Math-VR-CodePlot-CoT,
 * examples/answer.json). Names of classes stand under numbers, too: words of a model are mostly longer.
 */
function answersByNumber(
  entries: readonly (readonly [string, unknown])[],
): readonly { readonly id: string; readonly response: string }[] | null {
  const answers = entries.flatMap(([id, response]) =>
    NUMBERED.test(id) && typeof response === "string" ? [{ id, response }] : [],
  );
  const long = answers.filter(({ response }) => (response.match(/\s+/g)?.length ?? 0) >= FEWEST_SPACES);
  return answers.length > 0 && answers.length === entries.length && long.length * 2 > answers.length ? answers : null;
}

/** A number, or one behind the name of its set: `v1_0` (yuweihao/MM-Vet acde843, results), `validation_Finance_12` (MMMU). */
const NUMBERED = /^(?:[A-Za-z][\w-]{0,60}[_-])?\d{1,12}$/;

const FEWEST_SPACES = 8;

const MOST_NAME = 100;

/** What wandb 0.31.0 says of the table itself, in an artifact: types, counts, and how it was logged. */
const OF_TABLE = ["_type", "column_types", "log_mode", "ncols", "nrows"];

/** Rows as Weights & Biases and pandas (`orient="split"`) write them. */
function rowsIn(value: Readonly<Record<string, unknown>>): Wrapped | null {
  const { columns, data, ...more } = value;
  const isOfWandb = more._type === "table";
  const beside = isOfWandb ? Object.fromEntries(Object.entries(more).filter(([key]) => !OF_TABLE.includes(key))) : more;
  if (!Array.isArray(columns) || !columns.every((name) => typeof name === "string")) return null;
  if (!Array.isArray(data) || data.length === 0 || !data.every((row) => Array.isArray(row))) return null;
  const items = data.map((row: readonly unknown[], i) => ({
    value: Object.fromEntries(columns.map((name, at) => [name, row[at] ?? null])),
    place: `row ${i + 1}`,
  }));
  return { items, beside };
}
