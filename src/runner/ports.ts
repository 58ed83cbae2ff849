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
   * Goes on from one conversation several times, as many as there are samplings, in one pass where it can; left out
   * where it cannot. Each writes what `continue` writes with its sampling.
   *
   * @param each stops one of them, by its number; the others go on
   */
  continueAll?(
    request: Omit<ModelRequest, "sampling"> & { readonly samplings: readonly Sampling[] },
    signal: AbortSignal,
    each: readonly AbortSignal[],
  ): AsyncIterable<RolloutEvent>;
  /**
   * What the model thinks of words that it did not choose: for each continuation of the turns its tokens with their
   * log-probabilities, and beside each what else it holds for likeliest, where that is told. The last turn is gone on
   * with where it is the model's own. Left out where nobody tells.
   *
   * @param ending what all of them end with and tells none from another: its tokens are left out where they can be
   */
  scoreAll?(
    turns: readonly Turn[],
    continuations: readonly string[],
    signal: AbortSignal,
    ending?: string,
  ): Promise<readonly (readonly Token[])[]>;
}

/** Rollouts are numbered as their samplings were given; what the prompt cost is told once for all. */
export type RolloutEvent =
  | Extract<ModelEvent, { kind: "prompt" }>
  | { readonly kind: "token"; readonly rollout: number; readonly token: Token }
  | {
      readonly kind: "end";
      readonly rollout: number;
      readonly reason: Extract<ModelEvent, { kind: "end" }>["reason"] | "stopped";
    };

/** The parts of a run that are neither the model's nor the picture's: names, and the time. */
export interface ClockAndIds {
  nextStepId(): StepId;
  nowMillis(): number;
}
