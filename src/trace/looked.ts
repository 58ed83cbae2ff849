import { type ImageId, isMark } from "../action";
import { actionsShown } from "./shows";
import type { Step, Trace } from "./trace";

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
