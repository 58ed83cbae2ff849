import type { LockStepAnswer } from "../../driver";
import type { StepId, Trace } from "../../trace";
import type { Failure } from "../ports";

/** What the line in sight is compared with. Branches of the open trace are read there, as it changes. */
export type OtherLine =
  | { readonly kind: "branch"; readonly leaf: StepId }
  /** A line of a kept trace, which is read once and not changed. */
  | { readonly kind: "kept"; readonly trace: Trace; readonly leaf: StepId | null };

/** One model in lock-step with a line. */
export interface LockStepColumn {
  readonly cardId: string;
  readonly name: string;
  /** Of its moves in their order; while it is asked there are fewer. */
  readonly answers: readonly LockStepAnswer[];
  /** Why it could not be asked, or not to the end; null where nothing went wrong. */
  readonly failure: Failure | null;
}

/** What models would have done along one line. */
export interface LockStepTable {
  readonly trace: Trace["id"];
  /** The last step of the line. */
  readonly leaf: StepId;
  readonly columns: readonly LockStepColumn[];
}

export interface ComparingState {
  /** Null for the branch beside the line in sight. */
  readonly other: OtherLine | null;
  /** A kept trace is being read. */
  readonly reading: boolean;
  readonly table: LockStepTable | null;
  /** The model that is asked now, and what stops it; null where none is. */
  readonly asking: { readonly cardId: string; readonly stop: AbortController } | null;
}

export const NO_COMPARISON: ComparingState = { other: null, reading: false, table: null, asking: null };
