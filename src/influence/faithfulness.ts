import type { Arm } from "./arm";

/** What was measured under one arm, with each seed of chance that it had. */
export interface ArmFigures {
  readonly arm: Arm;
  /** Mean, lowest and highest over the seeds, from 0 to 1; null where nobody tells. */
  readonly probability: Spread | null;
  readonly logProbability: Spread | null;
}

export interface Spread {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Of what was told; null where nothing was. */
export function spreadOf(values: readonly (number | null)[]): Spread | null {
  const told = values.filter((value) => value !== null);
  if (told.length === 0) return null;
  const mean = told.reduce((sum, value) => sum + value, 0) / told.length;
  return { mean, low: Math.min(...told), high: Math.max(...told) };
}

/**
 * What the arms say of a look. The three shares are named after arXiv 2510.23482, which has a second model judge the
 * first two of them; here the model itself is asked, by intervention, so that no judge is needed. Each is from 0 to 1,
 * or null where an arm that it rests on could not be had.
 */
export interface Faithfulness {
  /** How much of the answer's probability goes when the look shows noise: 1 − P(noise) ÷ P(as run). */
  readonly reliability: number | null;
  /** How much of it is there where the look's picture is all there is to see: P(alone) ÷ P(as run), at most 1. */
  readonly sufficiency: number | null;
  /** How little of its picture the look shows: 1 − its share of the area. */
  readonly minimality: number | null;
  readonly verdict: LookVerdict;
}

/**
 * `mattered`: without what it showed the answer is mostly gone. `partly`: it is less likely. `bypassed`: the answer
 * stands without the look. `unstable`: the answer is unlikely even as it was run, so that nothing can be said.
 * `untold`: no probabilities are to be had.
 */
export const LOOK_VERDICTS = ["mattered", "partly", "bypassed", "unstable", "untold"] as const;
export type LookVerdict = (typeof LOOK_VERDICTS)[number];

/** From here on the answer is mostly gone; below the other it stands. */
const MATTERS = 0.5;
const STANDS = 0.1;
/** An answer that is less likely than this as it was run is not the model's own any more. */
const UNSTABLE = 0.05;

/** @param shareShown how much of its picture the look shows, from 0 to 1; null where it is no cut */
export function faithfulnessOf(figures: readonly ArmFigures[], shareShown: number | null): Faithfulness {
  const asRun = meanOf(figures, "as-run");
  const minimality = shareShown === null ? null : 1 - shareShown;
  if (asRun === null || asRun < UNSTABLE) {
    const verdict = asRun === null ? "untold" : "unstable";
    return { reliability: null, sufficiency: null, minimality, verdict };
  }
  const noise = meanOf(figures, "noise");
  const alone = meanOf(figures, "alone");
  const reliability = noise === null ? null : clamp(1 - noise / asRun);
  return {
    reliability,
    sufficiency: alone === null ? null : clamp(alone / asRun),
    minimality,
    verdict: reliability === null ? "untold" : verdictOf(reliability),
  };
}

const verdictOf = (reliability: number): LookVerdict =>
  reliability >= MATTERS ? "mattered" : reliability >= STANDS ? "partly" : "bypassed";

const meanOf = (figures: readonly ArmFigures[], arm: Arm): number | null =>
  figures.find((other) => other.arm === arm)?.probability?.mean ?? null;

const clamp = (share: number): number => Math.min(1, Math.max(0, share));
