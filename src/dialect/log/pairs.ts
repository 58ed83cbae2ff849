import { isFields, textField } from "./json";

// Two runs of one problem, of which one is the better, by the names of the fields that hold them.

/** The fields of two runs. Without `better` the record's own messages are the better one. */
export interface PairNames {
  readonly better: string | null;
  readonly worse: string;
}

/** The names of the worse run, each with the name that the better one has beside it, where that may be left out. */
const ALONE: Readonly<Record<string, string>> = {
  rejected: "chosen",
  rejected_messages: "chosen_messages",
  rejected_response: "chosen_response",
  // POVID's set has the better run as the conversation itself.
  rejected_conversations: "chosen_conversations",
  response_rejected: "response_chosen",
  // Fine-tuning by preferences, as OpenAI's API takes it.
  non_preferred_output: "preferred_output",
};

/** What data sets call the two. */
const ROOTS: readonly (readonly [better: string, worse: string])[] = [
  ["chosen", "rejected"],
  ["better", "worse"],
  ["preferred", "dispreferred"],
  ["preferred", "non_preferred"],
  ["preferred", "rejected"],
  ["accepted", "rejected"],
  ["winner", "loser"],
  ["winning", "losing"],
  ["win", "lose"],
  ["positive", "negative"],
  ["pos", "neg"],
  ["good", "bad"],
  ["y_w", "y_l"],
];
const NOUNS = ["response", "answer", "output", "completion", "text", "message", "messages", "conversation", "caption"];

/** The names that a better run has, by that of the worse one: a root alone, before a noun, or behind it. */
const BETTER: ReadonlyMap<string, readonly string[]> = ROOTS.reduce((names, [better, worse]) => {
  const add = (one: string, other: string) => names.set(other, [...(names.get(other) ?? []), one]);
  add(better, worse);
  for (const noun of NOUNS) {
    add(`${better}_${noun}`, `${worse}_${noun}`);
    add(`${noun}_${better}`, `${noun}_${worse}`);
  }
  return names;
}, new Map<string, readonly string[]>());

/** Fields that say which of two numbered or lettered runs is the better one. */
const VERDICTS = [
  ...["better_response_id", "better_response", "better_id", "better", "preferred_response", "preferred", "preference"],
  ...["human_preference", "overall_preference", "winner", "chosen", "choice", "chosen_index", "verdict"],
];
/** What is numbered or lettered, with the mark of the one and what comes before it. */
const NUMBERED =
  /^((?:response|answer|output|completion|text|message|messages|conversation|caption|model_output|model_response|prediction|assistant)[_ ]?)([012abAB])$/;

/** The mark of the second, by that of the first. */
const NEXT: Readonly<Record<string, readonly string[]>> = { "0": ["1"], "1": ["2"], a: ["b"], A: ["B"] };

/** Whether a record has the name of one run of a pair at all: nearly none has. */
export function mayNamePair(value: unknown): boolean {
  if (!isFields(value)) return false;
  for (const name in value)
    if (name in ALONE || BETTER.has(name) || (NEXT[name.at(-1) ?? ""] && NUMBERED.test(name))) return true;
  return false;
}

/** The fields of the two runs; null where a record holds no such pair. `isRun` says whether a field's value is a run. */
export function pairNames(value: unknown, isRun: (held: unknown) => boolean): PairNames | null {
  if (!isFields(value)) return null;
  const has = (name: string): boolean => Object.hasOwn(value, name) && isRun(value[name]);
  let alone: PairNames | null = null;
  for (const name of Object.keys(value)) {
    const found = numberedPair(value, name, has) ?? writtenPair(name, has);
    if (found) return found;
    const usual = ALONE[name];
    if (usual !== undefined && has(name)) alone ??= { better: ["chosen", usual].find(has) ?? null, worse: name };
  }
  return alone;
}

function writtenPair(worse: string, has: (name: string) => boolean): PairNames | null {
  const names = BETTER.get(worse);
  const better = names && has(worse) ? names.find(has) : undefined;
  return better === undefined ? null : { better, worse };
}

/** `response_0`, `response_1` beside `better_response_id`, and their like; null where nothing says which is better. */
function numberedPair(value: unknown, name: string, has: (name: string) => boolean): PairNames | null {
  const [, before = "", mark = ""] = NUMBERED.exec(name) ?? [];
  for (const next of NEXT[mark] ?? []) {
    const other = before + next;
    const isFirst = has(name) && has(other) ? verdictOf(value, [mark, next]) : null;
    if (isFirst !== null) return isFirst ? { better: name, worse: other } : { better: other, worse: name };
  }
  return null;
}

/** Whether the first is the better one. A verdict names one by its own mark (`model_a`, `2`), or counts from nought. */
function verdictOf(value: unknown, marks: readonly [string, string]): boolean | null {
  for (const key of VERDICTS) {
    const said = textField(value, key)?.trim().toLowerCase();
    const mark = said === undefined ? undefined : /(?:^|[\s_-])([ab012])$/.exec(said)?.[1];
    if (mark === undefined) continue;
    const at = marks.findIndex((own) => own.toLowerCase() === mark);
    if (at >= 0) return at === 0;
    if (mark === "0" || mark === "1") return mark === "0";
  }
  return null;
}

/** What a field says of the two stands in the judgement: it is no word of theirs. */
export const PAIR_FIELDS: readonly string[] = VERDICTS;
