import type { ImageId } from "../../action";
import type { JudgementTarget, Step, StepId, Trace } from "../../trace";

/** What a check saw, with the figures that it rests on. Lengths in canonical pixels, shares from 0 to 1. */
export type HintEvidence =
  /** The same action as `first`, for the `times`-th time. */
  | { readonly kind: "repeated"; readonly first: StepId; readonly times: number }
  /** A tool said that it failed, in the step `error`; `next` is what the model did about it. */
  | { readonly kind: "error-ignored"; readonly error: StepId; readonly next: "answer" | "same-action" }
  /** Words that tell of a look, and no action before them. */
  | { readonly kind: "claimed-look"; readonly words: string }
  /** A box or point against the nearest region of the reference. */
  | {
      readonly kind: "beside-reference";
      readonly overlap: number;
      /** Whether its middle lies inside the region. */
      readonly centreInside: boolean;
      /** How much of the region it holds. */
      readonly covered: number;
    }
  | { readonly kind: "tiny"; readonly width: number; readonly height: number }
  /** How much of what was asked for lies inside the picture. */
  | { readonly kind: "outside"; readonly inside: number }
  /** A look that shows what was seen before: all of its picture, or the cut of another step. */
  | { readonly kind: "nothing-new"; readonly seen: "whole-picture" | StepId }
  | { readonly kind: "no-look" }
  /** The answer is not what the last thought concluded. */
  | { readonly kind: "answer-against-words"; readonly concluded: string; readonly answered: string }
  | { readonly kind: "unread-action"; readonly code: string }
  | { readonly kind: "no-answer" }
  /**
   * Re-runs from before the step and from behind it: how many of them came out right. No check of a line finds this; it
   * takes the model, and is told where the model was asked.
   */
  | { readonly kind: "answer-lost"; readonly before: RerunCount; readonly behind: RerunCount };

export interface RerunCount {
  readonly right: number;
  readonly runs: number;
}

export type HintKind = HintEvidence["kind"];

/** Something that a check noticed about a line. Never a verdict: a person accepts it as a judgement, or does not. */
export interface Hint {
  readonly target: JudgementTarget;
  readonly evidence: HintEvidence;
}

/** A line of a trace. */
export interface HintedLine {
  readonly trace: Trace;
  readonly steps: readonly Step[];
  /** The first observation that shows each image: found once, since a line may be a hundred thousand steps long. */
  readonly shownBy: ReadonlyMap<ImageId, Step>;
}

/** A check looks at a whole line and tells all that it noticed, in the order of the steps. */
export type LineCheck = (line: HintedLine) => readonly Hint[];

export const hintOf = (step: Step, evidence: HintEvidence): Hint => ({
  target: { kind: "step", step: step.id },
  evidence,
});
