import { type Action, shapeOf } from "../../action";
import { imagePoint, type Size } from "../../geometry";
import type { StepId } from "../../trace";
import { boundsOf, dragShape, reshaped } from "./reshape";

/** Nudges that follow each other within this time are one change, milliseconds. */
export const NUDGE_MERGE_MILLIS = 250;

/** Arrow keys on their way to becoming one change of one step. */
export interface Nudge {
  readonly stepId: StepId;
  /** As it was before the first key. */
  readonly before: Action;
  readonly after: Action;
}

/** One more key press. Continues `pending` where it is of the same step, starts anew where it is not. */
export function nudged(
  pending: Nudge | null,
  mark: { readonly stepId: StepId; readonly action: Action },
  step: { readonly dx: number; readonly dy: number },
  image: Size,
): Nudge {
  const going = pending?.stepId === mark.stepId ? pending : null;
  const action = going?.after ?? mark.action;
  const { left, top } = boundsOf(shapeOf(action));
  const from = imagePoint(left, top);
  const to = imagePoint(left + step.dx, top + step.dy);
  const { shape } = dragShape(shapeOf(action), { kind: "body" }, from, to, { image, snap: null });
  return {
    stepId: mark.stepId,
    before: going?.before ?? mark.action,
    after: reshaped(action, shape, image) ?? action,
  };
}

/**
 * The shift that an arrow key asks for, in image pixels; null for another key, and without Shift: the arrow keys alone walk
 * through the run, whatever has the focus.
 */
export function nudgeStep(
  key: string,
  { shift, ctrl }: { readonly shift: boolean; readonly ctrl: boolean },
): { readonly dx: number; readonly dy: number } | null {
  if (!shift) return null;
  const by = ctrl ? 10 : 1;
  if (key === "ArrowLeft") return { dx: -by, dy: 0 };
  if (key === "ArrowRight") return { dx: by, dy: 0 };
  if (key === "ArrowUp") return { dx: 0, dy: -by };
  if (key === "ArrowDown") return { dx: 0, dy: by };
  return null;
}
