import type { ToolExecutor } from "../action";
import type { Result } from "../base";
import type { ClockAndIds, Draft, RunOutcome, RunPhase } from "../runner";
import type { Edit, EditAuthor, EditLog, EditName, EditRefusal, JudgementId, Rater, StepId, Trace } from "../trace";

/** A run in flight, or how the last one ended. */
export type RunStatus =
  | { readonly kind: "idle"; readonly outcome: RunOutcome | null }
  | {
      readonly kind: "running";
      readonly phase: RunPhase;
      readonly draft: Draft | null;
      /** The step that the run set out from. */
      readonly from: StepId;
      /** Which of how many siblings is being run, from 1. */
      readonly sibling: number;
      readonly siblings: number;
    };

/** Where a person is in a trace: the step they look at, and the way they take at each fork. Not undone. */
export interface Place {
  readonly step: StepId | null;
  /** For a step (or null, the root's place), the child that the visible line goes on with. */
  readonly preferred: ReadonlyMap<StepId | null, StepId>;
}

export interface SessionState {
  /** Null where nothing is open. */
  readonly log: EditLog | null;
  readonly place: Place;
  readonly run: RunStatus;
  /** False where another tab is writing this trace. */
  readonly writable: boolean;
}

export const NOWHERE: Place = { step: null, preferred: new Map() };

export const EMPTY: SessionState = {
  log: null,
  place: NOWHERE,
  run: { kind: "idle", outcome: null },
  writable: true,
};

/** A run's time and names, and names for what a person says of it. */
export interface SessionClockAndIds extends ClockAndIds {
  nextJudgementId(): JudgementId;
}

export interface SessionTools {
  readonly executor: ToolExecutor;
  readonly clockAndIds: SessionClockAndIds;
  /** Who the person at this browser is now; somebody without a name where it is left out. */
  rater?(): Rater;
}

export type SessionRefusal =
  | EditRefusal
  | "nothing-open"
  | "read-only"
  | "busy"
  | "no-such-step"
  | "not-an-action"
  | "no-words-for-it";

/** Adds an edit to the log: by the person at this browser, and to be undone alone, where nothing else is said. */
export type Commit = (
  name: EditName,
  edit: Edit,
  /** Edits of one `group` are undone together. */
  by?: { readonly author: EditAuthor; readonly group: string | null },
) => Result<Trace, SessionRefusal>;
