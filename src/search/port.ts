import type { Budget, SearchState } from "./search";
import type { Answer, Intervention, Work } from "./work";

/**
 * What whoever runs a search needs of the world. It hands each piece of open work to `perform`, several at once if it
 * likes, and feeds the answers to `applyEvent` as they come; a person's interventions go in between.
 */
export interface SearchPort {
  /**
   * Does one piece of work and keeps its limits: it stops generating at `work.limits.tokens`, and makes no more nodes
   * than `work.limits.nodes`. `prefix` holds the contents from the root to the work's node. What cannot be done is a
   * failed answer, never a rejection; the signal stops it, and then the answer no longer matters.
   */
  perform(work: Work, prefix: readonly string[], signal: AbortSignal): Promise<Answer>;
  /** What a person does next, where one watches; never resolves where nobody does anything. */
  nextIntervention(signal: AbortSignal): Promise<Intervention>;
  /** Keeps the state so that the search goes on after a reload. */
  keep(state: SearchState<unknown, unknown>): Promise<void>;
  /** How many pieces of work are done at the same time. */
  readonly atOnce: number;
  readonly budget: Budget;
}
