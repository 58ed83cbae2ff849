/**
 * What a reward makes of a run in a list: a number with how it came about, or why there is none. A run that lacks what the
 * reward needs is never worth 0.
 */
export type RunScore =
  | {
      readonly kind: "scored";
      readonly value: number;
      /** The formula with its numbers put in. */
      readonly formula: string;
      /** The answers as they were read for it, cut where they are long; null where none was. */
      readonly answer: string | null;
      readonly reference: string | null;
      /** What found the two the same or not; null where nothing says. */
      readonly comparedBy: string | null;
    }
  /** `code` as scoring refuses, `unreadable` where the file has changed, or `unknown-reward`. */
  | { readonly kind: "refused"; readonly code: string };

/** What the scores of runs come to, and of how many there is none. */
export interface RewardStatistics {
  readonly scored: number;
  readonly mean: number;
  /** Standard deviation, divided by the number of runs. */
  readonly spread: number;
  readonly least: number;
  readonly most: number;
  /** Problems of which several runs are scored. */
  readonly groups: number;
  /** The share of these in which every run is worth the same; 0 where there are none. */
  readonly shareUniform: number;
  /** Why others have no score, the most frequent reason first. */
  readonly refused: readonly { readonly code: string; readonly count: number }[];
}
