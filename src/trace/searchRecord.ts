import type { StepId } from "./ids";

/**
 * A search that grew part of a trace. A trace keeps it and does not read it: what was asked and what happened are JSON
 * of whoever searches, so that the tree of a search, its values and its ratings follow from the trace again.
 */
export interface SearchRecord {
  readonly id: string;
  /** The step that it grows from. */
  readonly root: StepId;
  /** What was asked: the method, who judges, what it may cost. */
  readonly plan: string;
  /** What happened, the oldest first. */
  readonly events: readonly string[];
}
