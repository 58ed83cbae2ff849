import { childrenOf, lineThrough, lineTo, type Step, type StepId, type Trace } from "../trace";
import { NOWHERE, type Place } from "./state";

/** The place at `step`, with every fork above it turned towards it. */
export function placeAt(trace: Trace, place: Place, step: StepId): Place {
  const preferred = new Map(place.preferred);
  for (const passed of lineTo(trace, step)) preferred.set(passed.parent, passed.id);
  return { step, preferred };
}

/** The line on the screen: through the current step and on to a leaf, turning at forks as the person last did. */
export const visibleLine = (trace: Trace, place: Place): readonly Step[] =>
  lineThrough(trace, place.step, place.preferred);

/** The place `steps` further along the visible line; it stops at either end. */
export function walk(trace: Trace, place: Place, steps: number): Place {
  const line = visibleLine(trace, place);
  const index = line.findIndex((step) => step.id === place.step);
  const target = line[Math.min(Math.max(index + steps, 0), line.length - 1)];
  return target ? { ...place, step: target.id } : place;
}

/**
 * `place` in a trace that may no longer hold it, as after undo: the nearest step above that is still there,
 * where `before` is the trace in which the place was good.
 */
export function nearestPlace(before: Trace, after: Trace, place: Place): Place {
  const standing = ({ id }: Step): boolean => after.steps.get(id)?.removed === false;
  const line = lineTo(before, place.step);
  const gone = line.findIndex((step) => !standing(step));
  const kept = line[(gone < 0 ? line.length : gone) - 1];
  const step = kept?.id ?? childrenOf(after, null)[0]?.id;
  return step ? placeAt(after, place, step) : NOWHERE;
}
