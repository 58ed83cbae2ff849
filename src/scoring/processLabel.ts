/**
 * How trainers make a hard label of how good a step is. `visual-prm`: good where any continuation came to the right
 * answer, so above 0. `prm800k` and `mulberry`: −1, 0 or 1, of which 0 is let pass. `half`: good from a half on.
 */
export const LABEL_RULES = ["visual-prm", "prm800k", "mulberry", "half"] as const;
export type LabelRule = (typeof LABEL_RULES)[number];

/**
 * Whether a step is labelled good. Trainers want a boolean here: TRL casts a label with `int`, by which 0.7 is 0, so
 * that a rating must never be handed over as it is.
 */
export function isGoodStep(rating: number, rule: LabelRule): boolean {
  if (rule === "visual-prm") return rating > 0;
  return rule === "half" ? rating >= 0.5 : rating >= 0;
}

/** The first step that is not good: counted from 0 as ProcessBench does, −1 where there is none. */
export const firstBadStep = (ratings: readonly number[], rule: LabelRule): number =>
  ratings.findIndex((rating) => !isGoodStep(rating, rule));
