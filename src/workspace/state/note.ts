import type { StepId } from "../../trace";

/** A note that is being written, on the step that it was begun on: a run or the player may go on meanwhile. */
export interface NoteDraft {
  readonly step: StepId;
  readonly text: string;
}
