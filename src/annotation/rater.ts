import { type Edit, type JudgementId, ME, type Rater, type Trace } from "../trace";

/**
 * Who decides between raters. A rater of its own, so that what the others said stays as they said it; no person's id
 * has its first sign, which is neither letter nor digit.
 */
export const ADJUDICATOR: Rater = { id: "~adjudicated", name: "adjudicated" };

/** A name as a person types it has no more letters than this. */
export const LONGEST_RATER_NAME = 60;

/**
 * A person by their name. The same name is the same rater on every machine, however it is written: in capitals, in
 * wide letters, with more blanks. A name without any letter or digit is nobody's: then it is `ME`.
 */
export function raterNamed(typed: string): Rater {
  const name = typed.normalize("NFKC").replaceAll(/\s+/g, " ").trim().slice(0, LONGEST_RATER_NAME);
  const id = name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replaceAll(/^-+|-+$/g, "");
  return id === "" || id === ME.id ? ME : { id, name };
}

/**
 * The edit by which judgements of one rater become another's, as when a person who had judged as "me" says their name.
 * Null where there are none. A judgement's rater never changes [G3], so each is taken away and given again.
 */
export function handOver(
  trace: Trace,
  from: string,
  to: Rater,
  nextJudgementId: () => JudgementId,
): Extract<Edit, { kind: "batch" }> | null {
  const own = [...trace.judgements.values()].filter(({ rater }) => rater.id === from);
  if (own.length === 0 || from === to.id) return null;
  const edits = own.flatMap((judgement): readonly Edit[] => [
    { kind: "remove-judgement", id: judgement.id },
    { kind: "add-judgement", judgement: { ...judgement, id: nextJudgementId(), rater: to } },
  ]);
  return { kind: "batch", edits };
}
