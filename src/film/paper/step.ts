/** One step of a line as a paper tells it. All words are a model's or a person's, and are escaped where they are written. */
export interface PaperStep {
  /** Counted from 1. */
  readonly number: number;
  /** What it is, such as "Crop". */
  readonly kind: string;
  readonly words: string;
  /** Its figure without an ending, such as `figures/step-03`; null where it shows no picture, or that of the step before. */
  readonly figure: string | null;
}

export interface Paper {
  readonly title: string;
  readonly steps: readonly PaperStep[];
}
