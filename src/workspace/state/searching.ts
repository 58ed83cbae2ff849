import type { Action } from "../../action";
import type { StepId } from "../../trace";

/** The searches of the open document, as far as they are not in its trace: which one goes on, and which one is shown. */
export interface SearchingState {
  /** The one that is driven now, and what stops it; null where none is. */
  readonly driving: { readonly id: string; readonly stop: AbortController } | null;
  /** The one that the panel shows; null for the newest. */
  readonly shown: string | null;
  /** Why the last one could not begin or go on, by a code that the panel has words for. */
  readonly refusal: string | null;
}

export const NOT_SEARCHING: SearchingState = { driving: null, shown: null, refusal: null };

/** One action of a branch that is laid over the picture. */
export interface OverlaidAction {
  readonly step: StepId;
  readonly action: Action;
  /** Which of the branches it is of, from 0. */
  readonly branch: number;
  /** From 0 for the worst branch to 1 for the best. */
  readonly worth: number;
}

/**
 * Where the model looked in the branches of a search. The picture is there before any search is, so the panel says what
 * is to be laid over it.
 */
export type Overlay = readonly OverlaidAction[];

export const NO_OVERLAY: Overlay = [];
