import {
  type Author,
  actingStep,
  lineThrough,
  lineTo,
  type Step,
  type StepId,
  siblingsOf,
  stepIdFrom,
  type Trace,
} from "../trace";

/** Where the player is: a line, the step of it that is shown, and the turns that were taken at forks. */
export interface Reel {
  readonly line: readonly Step[];
  /** From 0; -1 where the trace has no step. */
  readonly index: number;
  readonly preferred: ReadonlyMap<StepId | null, StepId>;
}

/** The reel at the step of that id, on the branch that `through` is on; at the beginning where there is no such step. */
export function reelAt(trace: Trace, step: string | null, through: string | null = null): Reel {
  const turned = turnedTo(trace, new Map(), known(trace, through));
  const at = known(trace, step);
  const preferred = turnedTo(trace, turned, at);
  const line = lineThrough(trace, at, preferred);
  return { line, preferred, index: at ? line.findIndex(({ id }) => id === at) : Math.min(0, line.length - 1) };
}

/** The same reel at another of its steps; it stops at both ends. */
export const movedTo = (reel: Reel, index: number): Reel => ({
  ...reel,
  index: Math.min(Math.max(index, 0), reel.line.length - 1),
});

/** The branch beside at the nearest fork above, as far down it as here; null where there is none on that side. */
export function beside(trace: Trace, reel: Reel, delta: number): Reel | null {
  const fork = forkOf(trace, reel);
  const sibling = fork?.siblings[fork.at + delta];
  if (!fork || !sibling) return null;
  const preferred = turnedTo(trace, reel.preferred, sibling.id);
  const line = lineThrough(trace, sibling.id, preferred);
  return { line, preferred, index: Math.min(reel.index, line.length - 1) };
}

export interface Fork {
  readonly siblings: readonly Step[];
  /** Which of them the line takes, from 0. */
  readonly at: number;
}

/** The nearest fork at or above the step that is shown. */
export function forkOf(trace: Trace, { line, index }: Reel): Fork | null {
  for (const step of line.slice(0, index + 1).toReversed()) {
    const siblings = siblingsOf(trace, step);
    if (siblings.length > 1) return { siblings, at: siblings.findIndex(({ id }) => id === step.id) };
  }
  return null;
}

/** Whose doing a step is: what was seen is that of who asked to see it. Null for a problem: who posed it tells nothing. */
export function doerOf(trace: Trace, step: Step): Author | null {
  if (step.body.kind === "problem") return null;
  return (actingStep(trace, step) ?? step).author;
}

function known(trace: Trace, id: string | null): StepId | null {
  const step = id === null ? undefined : trace.steps.get(stepIdFrom(id));
  return step && !step.removed ? step.id : null;
}

function turnedTo(trace: Trace, before: Reel["preferred"], step: StepId | null): Reel["preferred"] {
  if (step === null) return before;
  return new Map([...before, ...lineTo(trace, step).map(({ parent, id }) => [parent, id] as const)]);
}
