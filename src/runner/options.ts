import type { ToolExecutor } from "../action";
import type { Result } from "../base";
import type { Dialect, Piece } from "../dialect";
import type { Edit, ImageRecord, Sampling, StepId, Token, TurnCost } from "../trace";
import type { ClockAndIds, RunModel } from "./ports";

export interface RunLimits {
  /** How many times the model may be asked. */
  readonly turns: number;
  readonly tokensPerTurn: number;
}

/** What the model is in the middle of saying. */
export interface Draft {
  readonly parent: StepId;
  readonly piece: Piece | null;
  readonly tokens: readonly Token[];
  readonly cost: TurnCost;
}

/** What a run is allowed: told with it, for without it two runs cannot be compared. */
export interface RunConditions {
  readonly limits: RunLimits;
  /** Every action is answered with a refusal: what the model can do without its tools. */
  readonly refuseActions: boolean;
}

/** What a program that was run shows: its words, and its pictures in their order, which are kept already. */
export interface ProgramShown {
  readonly text: string;
  readonly pictures: readonly Omit<ImageRecord, "origin">[];
}

/**
 * Runs a program that the model has just written, by its step. Refuses with a kebab-case code where it came to no end of
 * its own; a program that fails ends, and says so in its words.
 */
export type RunProgram = (program: StepId, signal: AbortSignal) => Promise<Result<ProgramShown, string>>;

export interface RunOptions {
  readonly dialect: Dialect;
  readonly model: RunModel;
  readonly executor: ToolExecutor;
  readonly clockAndIds: ClockAndIds;
  readonly sampling: Sampling;
  readonly conditions: RunConditions;
  readonly alternatives: number;
  /** Left out where programs are not to be run: then what could be read out of them is performed. */
  readonly runProgram?: RunProgram;
  /** What its first turn begins with: the model goes on from there. Nothing where it is left out. */
  readonly begun?: readonly Token[];
}

export type RunEvent =
  | { readonly kind: "edit"; readonly edit: Edit; readonly step: StepId }
  | { readonly kind: "draft"; readonly draft: Draft }
  | { readonly kind: "phase"; readonly phase: RunPhase };

/** `reading`: the prompt is being paid for. `writing`: words stream. `looking`: an action is performed. */
export type RunPhase = "reading" | "writing" | "looking";

/**
 * How a run ended. `silent`: the model stopped without an answer and without asking to see anything. `breakpoint`: who
 * watches it ended it.
 */
export type RunOutcome =
  | { readonly kind: "answered" | "silent" | "stopped" | "breakpoint" | "turn-limit" | "token-limit" | "context-full" }
  | { readonly kind: "failed"; readonly code: string; readonly message: string };
