import type { StepId } from "../../trace";
import type { ListWork } from "./listWork";

/** What a run came to. */
export interface RunEnd {
  /** Empty where it gave none. */
  readonly answer: string;
  /** Null where nobody knows. */
  readonly right: boolean | null;
}

/** One run of a list that is run again, and what came of it. */
export interface RerunRow {
  /** In the list. */
  readonly index: number;
  /** In the log; many runs may have one question. Empty for a trace that is kept here. */
  readonly place: string;
  readonly title: string;
  /** The right answer, where it is known. */
  readonly truth: string | null;
  readonly before: RunEnd;
  /** Null until it was run again. */
  readonly after: RunEnd | null;
  /** The last step of the new branch; null until there is one. */
  readonly leaf: StepId | null;
  /** The code of why it could not be run again; null where it could, or was not tried yet. */
  readonly failed: string | null;
}

/** Runs of a list that are run again with the loaded model, one after the other. */
export type Rerunning = ListWork<RerunRow>;
