import { keysOf } from "../../base";
import {
  type Check,
  type Judgement,
  type JudgementId,
  type JudgementTarget,
  NOTHING_SAID,
  type Rater,
  type Tag,
  type Trace,
} from "../../trace";
import { OWN_TAXONOMY } from "../ownTaxonomy";
import { type Taxonomy, type TaxonomyTag, tagOf, tagToday } from "../taxonomy";
import type { Hint, HintKind } from "./hint";

/** Raised whenever a check tells something else than it did: a judgement that rests on a hint names it. */
export const HINTS_VERSION = "3";

/** The tag of our own taxonomy that a hint speaks for; null where it tells that something broke, and not how. */
export const TAG_OF_HINT: { readonly [K in HintKind]: string | null } = {
  repeated: "loop",
  "error-ignored": "tool-error-ignored",
  "claimed-look": "hallucinated-evidence",
  "beside-reference": "localisation",
  tiny: "tool-misuse",
  outside: "tool-misuse",
  "nothing-new": "forced-attention",
  "no-look": "bypassing",
  "answer-against-words": "reasoning",
  "unread-action": "format",
  "no-answer": "premature-stop",
  "answer-lost": null,
};

/** The tag that a hint speaks for in a team's taxonomy, whatever it is called there by now; null where it is not offered. */
export function tagOfHint(taxonomy: Taxonomy, kind: HintKind): TaxonomyTag | null {
  const key = TAG_OF_HINT[kind];
  if (key === null) return null;
  const today = tagToday(taxonomy, { taxonomy: OWN_TAXONOMY.id, version: "1", tag: key });
  const tag = today ?? taxonomy.tags.find((known) => known.key === key) ?? null;
  return tag?.retired ? null : tag;
}

/**
 * The keys of our own taxonomy that a team's tag stands for by now, as far as hints speak for them: several where it merged
 * some; the tag's own key where none is.
 */
export function ownKeysOf(taxonomy: Taxonomy, tag: Tag): readonly string[] {
  const today = tagToday(taxonomy, tag);
  const kinds = today === null ? [] : keysOf(TAG_OF_HINT).filter((kind) => tagOfHint(taxonomy, kind) === today);
  const keys = kinds.flatMap((kind) => TAG_OF_HINT[kind] ?? []);
  return keys.length === 0 ? [tag.tag] : [...new Set(keys)];
}

/** What a judgement that rests on a hint names as its basis. */
export const basisOf = (hint: Hint): Check => ({ kind: "check", name: hint.evidence.kind, version: HINTS_VERSION });

export interface AnsweringAHint {
  readonly rater: Rater;
  readonly id: JudgementId;
  readonly atMillis: number;
}

/**
 * A hint taken for true: the step is wrong, with the tag that the hint speaks for where the team's taxonomy has it.
 * `dismissed` keeps that a person saw it and thought otherwise: a judgement that says nothing, on the same basis.
 */
export function answerHint(
  hint: Hint,
  answer: "accepted" | "dismissed",
  { rater, id, atMillis }: AnsweringAHint,
  taxonomy: Taxonomy,
): Judgement {
  const tag = tagOfHint(taxonomy, hint.evidence.kind);
  const tags = tag ? [tagOf(taxonomy, tag.key)] : [];
  const value = answer === "accepted" ? { ...NOTHING_SAID, verdict: "wrong" as const, tags } : NOTHING_SAID;
  return { id, rater, target: hint.target, value, basis: basisOf(hint), atMillis };
}

/** Those of the hints that the rater has neither accepted nor dismissed. */
export function unanswered(trace: Trace, hints: readonly Hint[], rater: string): readonly Hint[] {
  const answered = new Set<string>();
  for (const { rater: by, basis, target } of trace.judgements.values())
    if (by.id === rater && basis.kind === "check") answered.add(nameOf(basis.name, target));
  return hints.filter(({ evidence, target }) => !answered.has(nameOf(evidence.kind, target)));
}

const nameOf = (check: string, target: JudgementTarget): string => `${check} ${JSON.stringify(target)}`;

/** What the rater did with a hint; null where it still waits. */
export function answerTo(trace: Trace, hint: Hint, rater: string): "accepted" | "dismissed" | null {
  const wanted = JSON.stringify(hint.target);
  for (const { rater: by, basis, target, value } of trace.judgements.values())
    if (
      by.id === rater &&
      basis.kind === "check" &&
      basis.name === hint.evidence.kind &&
      JSON.stringify(target) === wanted
    )
      return value.verdict === null ? "dismissed" : "accepted";
  return null;
}
