import { encodeTrace, isKept, ME, type Trace } from "../../trace";
import { finderOf, findIn } from "./find";
import { MASKED_KINDS, SENSITIVE_KINDS, type SensitiveKind } from "./kinds";
import { type Json, stringsIn } from "./words";

/** What a trace holds of one kind. */
export interface KindFound {
  readonly count: number;
  /** The first few of them that differ, cut short. */
  readonly examples: readonly string[];
}

export type Contents = Readonly<Record<SensitiveKind, KindFound>>;

const MOST_EXAMPLES = 3;
const EXAMPLE_LETTERS = 60;

/** What a trace holds that a person may not want to hand on, their `own` words among it, before anything is left out. */
export function contentsOf(trace: Trace, own: readonly string[] = []): Contents {
  const words: Readonly<Record<SensitiveKind, readonly string[]>> = {
    ...foundInWords(trace, own),
    pictures: [...trace.images.values()]
      .filter(isKept)
      .map(({ name, width, height }) => name || `${width} × ${height}`),
    notes: notesOf(trace),
    raters: ratersOf(trace),
    prompts: [...trace.steps.values()].flatMap(({ body }) =>
      body.kind === "problem" && body.instructions ? [body.instructions] : [],
    ),
    raw: [...trace.steps.values()].flatMap(({ raw, generation }) => (raw !== "" || generation ? [raw] : [])),
  };
  const entries = SENSITIVE_KINDS.map((kind) => [kind, told(words[kind])] as const);
  // Every kind is in the list that it was made from.
  return Object.fromEntries(entries) as Contents;
}

function foundInWords(
  trace: Trace,
  own: readonly string[],
): Readonly<Record<(typeof MASKED_KINDS)[number], readonly string[]>> {
  const find = finderOf(MASKED_KINDS, own);
  const found = { paths: [], emails: [], keys: [], addresses: [], own: [] } satisfies Record<
    string,
    string[]
  > as Record<(typeof MASKED_KINDS)[number], string[]>;
  const json: Json = JSON.parse(JSON.stringify(encodeTrace(trace)));
  for (const text of stringsIn(json))
    for (const { kind, from, to } of find(text)) found[kind].push(text.slice(from, to));
  for (const { name } of trace.images.values())
    if (name !== "" && findIn(name, ["paths"]).length === 0) found.paths.push(name);
  return found;
}

const notesOf = (trace: Trace): readonly string[] => [
  ...[...trace.judgements.values()].flatMap(({ value, target }) => [
    ...(value.note === "" ? [] : [value.note]),
    ...(target.kind === "missing-step" && target.words !== "" ? [target.words] : []),
  ]),
  ...[...trace.steps.values()].flatMap(({ title }) => (title === "" ? [] : [title])),
  ...trace.story.flatMap(({ notes }) => (notes === "" ? [] : [notes])),
];

const ratersOf = (trace: Trace): readonly string[] => [
  ...new Set(
    [...trace.judgements.values()]
      .filter(({ basis, rater }) => basis.kind === "hand" && rater.id !== ME.id)
      .map(({ rater }) => rater.name),
  ),
];

const told = (words: readonly string[]): KindFound => ({
  count: words.length,
  examples: [...new Set(words.map((text) => text.replace(/\s+/g, " ").trim()))]
    .filter((text) => text !== "")
    .slice(0, MOST_EXAMPLES)
    .map((text) => (text.length > EXAMPLE_LETTERS ? `${text.slice(0, EXAMPLE_LETTERS)}…` : text)),
});
