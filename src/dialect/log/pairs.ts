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

/** A root alone, before a noun, or behind it. */
const WRITTEN: readonly (readonly [better: string, worse: string])[] = ROOTS.flatMap(([better, worse]) => [
  [better, worse] as const,
  ...NOUNS.flatMap((noun) => [
    [`${better}_${noun}`, `${worse}_${noun}`] as const,
    [`${noun}_${better}`, `${noun}_${worse}`] as const,
  ]),
]);

/** Fields that say which of two numbered or lettered runs is the better one. */
const VERDICTS = [
  ...["better_response_id", "better_response", "better_id", "better", "preferred_response", "preferred", "preference"],
  ...["human_preference", "overall_preference", "winner", "chosen", "choice", "chosen_index", "verdict"],
];
const BASES = [...NOUNS, "model_output", "model_response", "prediction", "assistant"];
const INDICES = [
  ["0", "1"],
  ["1", "2"],
  ["a", "b"],
  ["A", "B"],
] as const;

/** The fields of the two runs; null where a record holds no such pair. `isRun` says whether a field's value is a run. */
export function pairNames(value: unknown, isRun: (held: unknown) => boolean): PairNames | null {
  if (!isFields(value)) return null;
  const has = (name: string): boolean => Object.hasOwn(value, name) && isRun(value[name]);
  const numbered = numberedPair(value, has);
  if (numbered) return numbered;
  const worse = Object.keys(ALONE).find(has);
  if (worse !== undefined) {
    const better = ["chosen", ALONE[worse] ?? ""].find(has);
    // Roots that share the worse name say better what the other is called.
    if (better !== undefined || !WRITTEN.some(([other, name]) => name === worse && has(other)))
      return { better: better ?? null, worse };
  }
  const both = WRITTEN.find(([better, worse]) => has(better) && has(worse));
  return both ? { better: both[0], worse: both[1] } : null;
}

/** `response_0`, `response_1` beside `better_response_id`, and their like; null where nothing says which is better. */
function numberedPair(value: unknown, has: (name: string) => boolean): PairNames | null {
  for (const base of BASES)
    for (const [first, second] of INDICES)
      for (const mark of ["_", "", " "]) {
        const [one, other] = [`${base}${mark}${first}`, `${base}${mark}${second}`];
        if (!has(one) || !has(other)) continue;
        const isFirst = verdictOf(value, [first, second]);
        if (isFirst !== null) return isFirst ? { better: one, worse: other } : { better: other, worse: one };
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
