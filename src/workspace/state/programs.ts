import type { RunProgram } from "../../runner";
import type { StepId, TraceId } from "../../trace";
import type { Failure, ProgramKernel, ProgramLanguage } from "../ports";

/** Programs of the open trace that are run, or were. */
export interface ProgramsState {
  /** Traces whose programs the person lets run; forgotten with the page. */
  readonly allowed: ReadonlySet<TraceId>;
  /** Runs the programs that a model writes while it runs; null until the person first lets any run. */
  readonly runForModel: RunProgram | null;
  /** The program that is being run; null where none is. */
  readonly running: { readonly step: StepId; readonly stop: AbortController } | null;
  /** Why the last run of a program came to no result. */
  readonly failed: { readonly step: StepId; readonly failure: Failure } | null;
  /** Programs that met a limit or were stopped. Those after them are run without them: they would be ended likewise. */
  readonly ended: ReadonlySet<StepId>;
  /** By the first observation of a result: codes of what was done otherwise than by the real libraries. */
  readonly notes: ReadonlyMap<StepId, readonly string[]>;
  /** The interpreter that stands open, and the programs that it has run, in their order. */
  readonly kernel: OpenKernel | null;
}

export interface OpenKernel {
  readonly kernel: ProgramKernel;
  readonly language: ProgramLanguage;
  readonly trace: TraceId;
  readonly ran: readonly StepId[];
}

export const NO_PROGRAMS: ProgramsState = {
  allowed: new Set(),
  runForModel: null,
  running: null,
  failed: null,
  ended: new Set(),
  notes: new Map(),
  kernel: null,
};
