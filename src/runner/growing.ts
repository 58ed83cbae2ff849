import type { ActionBody, ImageRecord, Step, StepId } from "../trace";
import { type Observed, observedEdits } from "./observe";
import type { RunEvent } from "./options";

/** The line and the images of a run so far, and what its turn in progress has asked for. */
export interface Growing {
  readonly line: Step[];
  readonly images: Map<ImageRecord["id"], ImageRecord>;
  /** Actions of this turn that are performed when it ends, in systems that let a turn ask for several. */
  readonly asked: (Step & { readonly body: ActionBody })[];
  /** How many of them the last call asked for: one, or all that was read out of a program. */
  lastCall: number;
  /** The first words of this turn that should have been such an action; told where there is no other. */
  flaw: string | null;
  /** The program that was just said: how many of the actions read out of it are still to come, and its words. */
  program: { readonly left: number; readonly words: string } | null;
  /** The model has said all of this turn: what is left of it is taken whole before anything is performed. */
  ending: boolean;
}

export function* append(step: Step | null, growing: Growing): Generator<RunEvent, void> {
  if (!step) return;
  growing.line.push(step);
  yield { kind: "edit", edit: { kind: "add-step", step, index: Number.MAX_SAFE_INTEGER }, step: step.id };
}

export function lastId(growing: Growing): StepId {
  const last = growing.line.at(-1);
  if (!last) throw new Error("A run needs a line to go on from");
  return last.id;
}

export function* appendObserved(observed: readonly Observed[], growing: Growing): Generator<RunEvent, void> {
  for (const edit of observedEdits(observed, growing.images)) {
    if (edit.kind === "add-image") growing.images.set(edit.image.id, edit.image);
    yield { kind: "edit", edit, step: edit.kind === "add-step" ? edit.step.id : lastId(growing) };
  }
  growing.line.push(...observed.map((seen) => seen.step));
}
