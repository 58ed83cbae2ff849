import type { ImageId } from "../action";
import type { StepId } from "./ids";
import type { Step, Trace } from "./trace";

/** The steps from the root to one step, both included; what the model is shown. Empty for an unknown step. */
export function lineTo(trace: Trace, id: StepId | null): readonly Step[] {
  const line: Step[] = [];
  for (let step = id === null ? undefined : trace.steps.get(id); step; step = parentOf(trace, step)) line.push(step);
  return line.reverse();
}

export const parentOf = (trace: Trace, step: Step): Step | undefined =>
  step.parent === null ? undefined : trace.steps.get(step.parent);

/** The children of a step (or the roots, for null), put-away ones left out unless asked for. */
export function childrenOf(trace: Trace, id: StepId | null, withRemoved = false): readonly Step[] {
  const steps: Step[] = [];
  // A loop: this is asked once for each step of each run of a log.
  for (const child of trace.children.get(id) ?? []) {
    const step = trace.steps.get(child);
    if (step && (withRemoved || !step.removed)) steps.push(step);
  }
  return steps;
}

/** The other ways to go on where `step` went on, itself included. */
export const siblingsOf = (trace: Trace, step: Step): readonly Step[] => childrenOf(trace, step.parent);

/**
 * The line through `id` and on to a leaf. At each fork below `id` it takes the child that `preferred` names,
 * else the youngest: the newest branch is the one a person has just made.
 */
export function lineThrough(
  trace: Trace,
  id: StepId | null,
  preferred: ReadonlyMap<StepId | null, StepId> = new Map(),
): readonly Step[] {
  const line = [...lineTo(trace, id)];
  for (;;) {
    const last = line.at(-1)?.id ?? null;
    const children = childrenOf(trace, last);
    const chosen = preferred.get(last);
    const next = (chosen === undefined ? undefined : children.find(({ id }) => id === chosen)) ?? children.at(-1);
    if (!next) return line;
    line.push(next);
  }
}

/** The images that the model has been shown along a line, in order, without repeats; index 0 is the first given. */
export function imagesAlong(line: readonly Step[]): readonly ImageId[] {
  const images = new Set<ImageId>();
  for (const { body } of line) {
    if (body.kind === "problem") for (const id of body.images) images.add(id);
    if (body.kind === "observation" && body.image) images.add(body.image);
  }
  return [...images];
}

/** Every step of the branch that begins at `id`, itself first, parents before children. */
export function branchOf(trace: Trace, id: StepId): readonly Step[] {
  const branch: Step[] = [];
  // A stack and not recursion: a line may be a hundred thousand steps long.
  const waiting = [trace.steps.get(id)];
  for (let step = waiting.pop(); step; step = waiting.pop()) {
    branch.push(step);
    waiting.push(...childrenOf(trace, step.id, true).toReversed());
  }
  return branch;
}
