import { type ImageId, isMark } from "../action";
import {
  type Author,
  actionsShown,
  childrenOf,
  lineThrough,
  lineTo,
  parentOf,
  type Step,
  type StepId,
  siblingsOf,
  type Trace,
} from "../trace";
import { visibleLine } from "./place";
import type { Place } from "./state";

/** Where a step stands on the visible line. */
export interface LineView {
  readonly line: readonly Step[];
  /** Index of the current step; -1 where nothing is open. */
  readonly index: number;
  readonly current: Step | null;
}

export function lineView(trace: Trace, place: Place): LineView {
  const line = visibleLine(trace, place);
  const index = line.findIndex((step) => step.id === place.step);
  return { line, index, current: line[index] ?? null };
}

/** The nearest step, at or above `step`, that has siblings: where the line last chose a way. */
export const forkAbove = (trace: Trace, step: StepId | null): Step | null =>
  lineTo(trace, step).findLast((passed) => siblingsOf(trace, passed).length > 1) ?? null;

/** Which of how many siblings a step is, counted from 1. */
export function siblingPlace(trace: Trace, step: Step): { readonly index: number; readonly total: number } {
  const siblings = siblingsOf(trace, step);
  return { index: siblings.findIndex(({ id }) => id === step.id) + 1, total: siblings.length };
}

/**
 * The step at the same depth on the branch beside: `delta` siblings further at the nearest fork, then as far down
 * that branch as the current step is down its own. Null where there is no fork, or no further branch.
 */
export function stepBeside(trace: Trace, place: Place, delta: number): StepId | null {
  const fork = forkAbove(trace, place.step);
  if (!fork) return null;
  const siblings = siblingsOf(trace, fork);
  const beside = siblings[siblings.findIndex(({ id }) => id === fork.id) + delta];
  if (!beside) return null;
  const line = lineTo(trace, place.step);
  const depth = line.length - line.findIndex(({ id }) => id === fork.id);
  const other = lineThrough(trace, beside.id, place.preferred);
  const start = other.findIndex(({ id }) => id === beside.id);
  return (other[start + depth - 1] ?? other.at(-1))?.id ?? null;
}

/**
 * The image that the last step of a line is about: a problem's first, the one an action is on, the one an observation shows.
 * A thought keeps the image of the step before, and an answer goes back to the whole picture.
 */
export function imageLookedAt(trace: Trace, line: readonly Step[]): ImageId | null {
  for (const step of line.toReversed()) {
    const { body } = step;
    if (body.kind === "problem") return body.images[0] ?? null;
    if (body.kind === "action") return body.action.image;
    if (body.kind === "observation") {
      const marked = actionsShown(trace, step).at(-1);
      // A mark shown again is the same picture with the mark in it: the layers show that better.
      if (marked && isMark(marked.body.action)) return marked.body.action.image;
      if (body.image) return body.image;
    }
    if (body.kind === "answer") return firstImage(line);
  }
  return null;
}

const firstImage = (line: readonly Step[]): ImageId | null => {
  const body = line[0]?.body;
  return body?.kind === "problem" ? (body.images[0] ?? null) : null;
};

/** The step whose action is on show: the current one, or the one whose outcome is being looked at. */
export function actingStep(trace: Trace, step: Step | null): Step | null {
  if (step?.body.kind === "action") return step;
  return step?.body.kind === "observation" ? (actionsShown(trace, step).at(-1) ?? null) : null;
}

/** Whose doing a step is: an observation's is that of whoever asked to see. */
export function doerOf(trace: Trace, step: Step): Author {
  return step.body.kind === "observation" ? (parentOf(trace, step)?.author ?? step.author) : step.author;
}

/**
 * The step to think on from. An action that was performed already is taken with what was seen then, so that
 * looking again does not make a second, equal observation.
 */
export function stepToRunFrom(trace: Trace, step: Step): StepId {
  if (step.body.kind !== "action") return step.id;
  return childrenOf(trace, step.id).find(({ body }) => body.kind === "observation")?.id ?? step.id;
}

/** The step that an action by hand goes after: never between an action and what was seen of it, never after an answer. */
export function stepToActAfter(trace: Trace, step: Step): StepId {
  if (step.body.kind === "answer") return step.parent ?? step.id;
  return stepToRunFrom(trace, step);
}
