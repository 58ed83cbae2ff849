import type { ActionStep, ImageRecord, Step, StepId } from "../trace";
import { type Observed, observedEdits } from "./observe";
import type { RunEvent } from "./options";

/** The line and the images of a run so far, and what its turn in progress asks for. */
export interface RunState {
  readonly line: Step[];
  readonly images: Map<ImageRecord["id"], ImageRecord>;
  /**
   * Calls of this turn that are performed when it ends, in systems that let a turn make several. A call is one action,
   * or all that was read out of a program.
   */
  readonly calls: ActionStep[][];
  /** The first words of this turn that should have been such an action; told where there is no other. */
  flaw: string | null;
  /** The program that was just said: how many of the actions read out of it are still to come, and its words. */
  program: { readonly left: number; readonly words: string } | null;
  /** Stops what an action has begun. */
  readonly signal: AbortSignal;
  /** The model has said all of this turn: what is left of it is taken whole before anything is performed. */
  ending: boolean;
}

export function* append(step: Step | null, state: RunState): Generator<RunEvent, void> {
  if (!step) return;
  state.line.push(step);
  yield { kind: "edit", edit: { kind: "add-step", step, index: Number.MAX_SAFE_INTEGER }, step: step.id };
}

export function lastId(state: RunState): StepId {
  const last = state.line.at(-1);
  if (!last) throw new Error("A run needs a line to go on from");
  return last.id;
}

export function* appendObserved(observed: readonly Observed[], state: RunState): Generator<RunEvent, void> {
  for (const edit of observedEdits(observed, state.images)) {
    if (edit.kind === "add-image") state.images.set(edit.image.id, edit.image);
    yield { kind: "edit", edit, step: edit.kind === "add-step" ? edit.step.id : lastId(state) };
  }
  state.line.push(...observed.map((seen) => seen.step));
}

/** Nothing is left of the turn before. */
export function beginTurn(state: RunState): void {
  state.calls.length = 0;
  state.flaw = null;
  state.program = null;
  state.ending = false;
}

export const beginRun = (
  line: readonly Step[],
  images: ReadonlyMap<ImageRecord["id"], ImageRecord>,
  signal: AbortSignal,
): RunState => ({
  signal,
  line: [...line],
  images: new Map(images),
  calls: [],
  flaw: null,
  program: null,
  ending: false,
});
