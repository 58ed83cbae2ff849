import type { Breakpoint, Hit, Watch } from "../../breakpoint";
import type { Dialect } from "../../dialect";
import type { RunWatch } from "../../session";
import type { StepId } from "../../trace";
import type { ReadyModel } from "../ports";

/** Where runs stop by themselves, what is watched, and what was seen of the line that runs. */
export interface BreakpointState {
  readonly breakpoints: readonly Breakpoint[];
  readonly watches: readonly Watch[];
  /** Whose probability is asked, as a person typed it; empty for the right answer of the problem. */
  readonly answer: string;
  /** The model, dialect and answer that the probabilities are of; of others they are no more. */
  readonly askedOf: string;
  /** How likely that answer was behind a step, from 0 to 1, as far as it was asked. */
  readonly probabilities: ReadonlyMap<StepId, number>;
  /** What the last run stopped at. */
  readonly hits: readonly Hit[];
  /** Why probabilities were wanted and not asked, as a code. */
  readonly untold: string | null;
  /** Makes what a run is watched by; null as long as there is nothing to stop at or to watch. */
  readonly watchFor: ((model: ReadyModel, dialect: Dialect) => RunWatch) | null;
}

/** The name under which a browser keeps them. */
export const KEPT_BREAKPOINTS = "breakpoints";

export const NO_BREAKPOINTS: BreakpointState = {
  breakpoints: [],
  watches: [],
  answer: "",
  askedOf: "",
  probabilities: new Map(),
  hits: [],
  untold: null,
  watchFor: null,
};
