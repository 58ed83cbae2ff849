import type { Dialect } from "../dialect";
import type { Edit, Sampling, StepId } from "../trace";
import type { Eyes, RunModel, Surroundings } from "./ports";
import type { Draft } from "./turn";

export interface RunLimits {
  /** How many times the model may be asked. */
  readonly turns: number;
  readonly tokensPerTurn: number;
}

export interface RunOptions {
  readonly dialect: Dialect;
  readonly model: RunModel;
  readonly eyes: Eyes;
  readonly surroundings: Surroundings;
  readonly sampling: Sampling;
  readonly limits: RunLimits;
  readonly alternatives: number;
  readonly blindfolded: boolean;
}

export type RunEvent =
  | { readonly kind: "edit"; readonly edit: Edit; readonly step: StepId }
  | { readonly kind: "draft"; readonly draft: Draft }
  | { readonly kind: "phase"; readonly phase: RunPhase };

/** `reading`: the prompt is being paid for. `writing`: words stream. `looking`: an action is performed. */
export type RunPhase = "reading" | "writing" | "looking";

/** How a run ended. `silent`: the model stopped without an answer and without asking to see anything. */
export type RunOutcome =
  | { readonly kind: "answered" | "silent" | "stopped" | "turn-limit" | "token-limit" | "context-full" }
  | { readonly kind: "failed"; readonly code: string; readonly message: string };
