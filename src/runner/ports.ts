import type { Turn } from "../dialect";
import type { Sampling, StepId, Token } from "../trace";

// What a run needs of the world, in the run's own words. The engine and the raster fit these shapes
// without importing them; the composition root is where the fit is checked.

export interface ModelRequest {
  readonly turns: readonly Turn[];
  /** The last turn is the model's own, to be continued in place. */
  readonly open: boolean;
  readonly sampling: Sampling;
  readonly maxTokens: number;
  /** Words at which the system that is spoken like ends a turn; the model's own stop token ends it anyway. */
  readonly stop?: readonly string[];
  /** How many of the likeliest tokens to report beside each one. */
  readonly alternatives: number;
}

export type ModelEvent =
  | { readonly kind: "prompt"; readonly promptTokens: number; readonly reusedTokens: number }
  | { readonly kind: "token"; readonly token: Token }
  | { readonly kind: "end"; readonly reason: "stop-token" | "length" | "context-full" };

/** A model that goes on from a conversation. Throws an `AbortError` where the signal asks it to stop. */
export interface RunModel {
  readonly id: string;
  continue(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelEvent>;
  /**
   * What the model thinks of words that it did not choose: for each continuation of the turns its tokens with their
   * log-probabilities. The last turn is gone on with where it is the model's own. Left out where nobody tells.
   */
  scoreAll?(
    turns: readonly Turn[],
    continuations: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly (readonly Token[])[]>;
}

/** The parts of a run that are neither the model's nor the picture's: names, and the time. */
export interface ClockAndIds {
  nextStepId(): StepId;
  nowMillis(): number;
}
