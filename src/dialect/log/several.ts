import { type Fields, field, isFields, listField, textField } from "./json";
import type { LogScore } from "./record";

// Several runs of one question in one row: texts, or records with what each came to. UltraFeedback
// (openbmb/UltraFeedback) and VLFeedback (MMInstruction/VLFeedback) keep what each model said with how it was rated, as a
// list of records, or, where `datasets` made columns of them, as a record of lists of one length.

/** The fields of each run that a field holds, its words under `response`; null where it holds none. `words` are the names that words have. */
export function severalRuns(held: unknown, words: readonly string[]): readonly Fields[] | null {
  const list = typeof held === "string" ? [held] : isFields(held) ? rowsOfColumns(held) : held;
  if (!Array.isArray(list) || list.length === 0) return null;
  if (list.every((run) => typeof run === "string")) return list.map((response: string) => ({ response }));
  return list.every((run) => isFields(run) && textField(run, ...words) !== null) ? list : null;
}

/** What stands beside several runs in lists of their own, one item for each: distilabel 1.5.3 keeps judgements so. */
export function withOwn(value: unknown, runs: readonly Fields[]): readonly Fields[] {
  const listed = (name: string): readonly unknown[] | null => {
    const list = listField(value, name);
    return list?.length === runs.length ? list : null;
  };
  const [ratings, rationales, models] = [listed("ratings"), listed("rationales"), listed("generation_models")];
  if (!ratings && !rationales && !models) return runs;
  return runs.map((run, i) => ({
    ...run,
    ...(models ? { model: models[i] } : {}),
    annotations: {
      ...(isFields(run.annotations) ? run.annotations : {}),
      ...(ratings || rationales ? { generation: { Rating: ratings?.[i], Rationale: rationales?.[i] } } : {}),
    },
  }));
}

/** Records of which each field is a list, all of one length; null where they are none. */
function rowsOfColumns(columns: Fields): readonly Fields[] | null {
  const lists = Object.entries(columns);
  const length = listField(columns, lists[0]?.[0] ?? "")?.length ?? 0;
  if (length === 0 || !lists.every(([, list]) => Array.isArray(list) && list.length === length)) return null;
  return Array.from({ length }, (_, i) =>
    Object.fromEntries(lists.map(([key, list]) => [key, Array.isArray(list) ? list[i] : null])),
  );
}

/**
 * How a run was rated in each respect, and why: `{"annotations": {"Helpfulness": {"Rating": "4", "Rationale": "…"}}}`, or a
 * list of such, one for each time that it was asked for (OpenBMB/UltraFeedback e662fd2, annotate_preference.py).
 */
export function ratingsOf(run: unknown): readonly LogScore[] {
  const held = field(run, "annotations");
  if (!isFields(held)) return [];
  return Object.entries(held).flatMap(([respect, told]) =>
    Array.isArray(told)
      ? told.flatMap((one: unknown, i) => ratingsIn(one, `annotations.${respect}[${i}]`))
      : ratingsIn(told, `annotations.${respect}`),
  );
}

const ratingsIn = (told: unknown, where: string): readonly LogScore[] =>
  isFields(told)
    ? Object.entries(told).flatMap(([name, value]): readonly LogScore[] => {
        const score = { field: `${where}.${name}`, decides: false };
        if (typeof value === "number") return [{ ...score, value }];
        if (typeof value !== "string" || value === "") return [];
        return [{ ...score, value: NUMBER.test(value) ? Number(value) : value }];
      })
    : [];

const NUMBER = /^-?\d{1,9}(?:\.\d{1,9})?$/;
