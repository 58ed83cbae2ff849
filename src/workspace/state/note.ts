import type { JudgementTarget, StepId } from "../../trace";

/** A note that is being written, on what it was begun on: a run or the player may go on meanwhile. */
export interface NoteDraft {
  /** The step that one was on. */
  readonly step: StepId;
  readonly target: JudgementTarget;
  readonly text: string;
}
