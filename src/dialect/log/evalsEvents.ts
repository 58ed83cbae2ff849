import { type Fields, field, isFields } from "./json";

// What OpenAI's evals record (openai/evals 0041458, evals/record.py): an event for each request to a model, and events of
// their own for what became of the sample that it was about. Samples are worked on side by side, and so their events stand
// among each other.

/** Events that say how good a sample was: by its answer (`record_match`), or by what functions and other models made of it. */
const VERDICTS: ReadonlySet<unknown> = new Set(["match", "metrics"]);

/** The field in which a request has the verdicts on its sample. No log has a field of that name. */
export const VERDICTS_FIELD = "(verdicts)";

export const isEvalsEvent = (value: unknown): value is Fields =>
  isFields(value) && "event_id" in value && typeof value.sample_id === "string" && isFields(value.data);

/** Values of which the requests have the verdicts on their samples; those that are about no request stand where they stood. */
export function withVerdicts<Placed extends { readonly value: unknown }>(values: readonly Placed[]): readonly Placed[] {
  if (!values.some(({ value }) => isEvalsEvent(value) && VERDICTS.has(value.type))) return values;
  const asked = new Map<string, number>();
  const verdicts = new Map<number, Fields[]>();
  const taken = new Set<number>();
  for (const [i, { value }] of values.entries()) {
    if (!isEvalsEvent(value) || !isFields(value.data)) continue;
    const sample = JSON.stringify([value.run_id ?? null, value.sample_id]);
    const before = asked.get(sample);
    if (value.type === "sampling") {
      if (before === undefined || goesOnFrom(values[before]?.value, value)) asked.set(sample, i);
    } else if (VERDICTS.has(value.type) && before !== undefined) {
      verdicts.set(before, [...(verdicts.get(before) ?? []), value.data]);
      taken.add(i);
    }
  }
  return values.flatMap((one, i) => {
    const own = verdicts.get(i);
    if (taken.has(i)) return [];
    return own && isFields(one.value) ? [{ ...one, value: { ...one.value, [VERDICTS_FIELD]: own } }] : [one];
  });
}

/** Whether a request is a later turn of the same talk. A model that judges the first is asked behind it, in a talk of its own. */
function goesOnFrom(earlier: unknown, later: unknown): boolean {
  const [before, after] = [earlier, later].map((event) => field(field(event, "data"), "prompt"));
  if (!Array.isArray(before) || !Array.isArray(after) || after.length <= before.length) return false;
  return JSON.stringify(after.slice(0, before.length)) === JSON.stringify(before);
}

/**
 * What verdicts say, under names that forms know: each number, mark or word of them as a score, what was expected, and what
 * was taken for the answer. What is none of that is left as it is.
 */
export function saidOfSample(verdicts: readonly unknown[]): {
  readonly scores: readonly Fields[];
  readonly beside: Fields;
} {
  const scores: Fields[] = [];
  const beside: Record<string, unknown> = {};
  const others: Fields[] = [];
  for (const verdict of verdicts.filter(isFields)) {
    const { expected, picked, ...more } = verdict;
    if (!("expected" in beside) && expected != null) beside.expected = expected;
    else if (expected != null && JSON.stringify(beside.expected) !== JSON.stringify(expected))
      others.push({ expected });
    if (picked != null) beside.extracted_answer = [...(listIn(beside.extracted_answer) ?? []), picked].flat();
    for (const [name, score] of Object.entries(more))
      if (isWord(score)) scores.push({ name, score });
      else if (score !== null) others.push({ [name]: score });
  }
  return { scores, beside: others.length > 0 ? { ...beside, [VERDICTS_FIELD]: others } : beside };
}

const listIn = (held: unknown): readonly unknown[] | null => (Array.isArray(held) ? held : null);

const isWord = (held: unknown): boolean => ["string", "number", "boolean"].includes(typeof held);
