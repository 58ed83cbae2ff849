import type { Disagreement, JudgedTrace, Taxonomy, TaxonomyRefusal, TraceName } from "../../annotation";
import type { Rater, Stray, Tag } from "../../trace";

export const REVIEW_TABS = ["raters", "statistics", "taxonomy"] as const;
export type ReviewTab = (typeof REVIEW_TABS)[number];

/** Over which traces raters are compared and failures counted: the open one, runs of the open log, all that are kept. */
export const REVIEW_SCOPES = ["open", "log", "kept"] as const;
export type ReviewScope = (typeof REVIEW_SCOPES)[number];

/** What became of a rater's file that was added. */
export type AddedFile =
  | {
      readonly kind: "merged" | "new";
      readonly name: string;
      /** The trace that it went into, or became. */
      readonly trace: TraceName;
      readonly raters: readonly Rater[];
      readonly added: number;
      readonly known: number;
      readonly leftOut: number;
      /** What in the file was about something that the file itself does not hold. */
      readonly strays: readonly Stray[];
      /** Written by version 1, which knew verdicts and notes and nothing else. */
      readonly isOld: boolean;
    }
  | { readonly kind: "failed"; readonly name: string; readonly code: string };

/** What was read of the traces that this browser keeps. */
export interface KeptReading {
  readonly done: number;
  readonly total: number;
  readonly judged: readonly JudgedTrace[];
  /** Of all that somebody may have judged, read or not yet, the ones that are runs of the open log, by id. */
  readonly ofLog: ReadonlySet<string>;
  /** Whether a trace besides the open one may be judged. */
  readonly others: boolean;
  /** Every tag that a judgement in them names. */
  readonly tags: readonly Tag[];
  /** Traces that could not be read. */
  readonly unread: number;
  readonly reading: boolean;
}

/** A way through what two raters see otherwise. */
export interface DisagreementWalk {
  readonly raters: readonly [Rater, Rater];
  readonly list: readonly Disagreement[];
  /** Which of them a person is at, counted from 0. */
  readonly at: number;
}

/** Why a file is not taken for a taxonomy. */
export type TaxonomyFileRefusal = TaxonomyRefusal | { readonly code: "too-large" | "not-json" };

export interface ReviewState {
  readonly tab: ReviewTab;
  /** What a person chose; null as long as they leave it to what there is. */
  readonly scope: ReviewScope | null;
  readonly added: readonly AddedFile[];
  /** Files of raters that are still being read. */
  readonly adding: number;
  readonly kept: KeptReading | null;
  /** Grows when kept traces were changed from here, so that whoever shows them reads them anew. */
  readonly edition: number;
  readonly walk: DisagreementWalk | null;
  /** A taxonomy from a file that a person has not taken yet. */
  readonly offered: Taxonomy | null;
  readonly refusal: TaxonomyFileRefusal | null;
  /** What the draft was before each of its changes, the last one last; null where there was none. */
  readonly draftsBefore: readonly (Taxonomy | null)[];
}

export const NO_REVIEW: ReviewState = {
  tab: "raters",
  scope: null,
  added: [],
  adding: 0,
  kept: null,
  edition: 0,
  walk: null,
  offered: null,
  refusal: null,
  draftsBefore: [],
};
