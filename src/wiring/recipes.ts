import { fitAction } from "../action";
import type { Recipe } from "../raster";
import { parentOf, performedAction, type Trace } from "../trace";

/** How each derived image of a trace was made: by the action that its observation follows. */
export function recipesOf(trace: Trace): readonly Recipe[] {
  return [...trace.steps.values()].flatMap((step) => {
    const parent = parentOf(trace, step);
    if (step.body.kind !== "observation" || !step.body.image || parent?.body.kind !== "action") return [];
    // A picture that a log kept is a source: it is shown as it was kept, whatever the action would give.
    if (trace.images.get(step.body.image)?.origin.kind === "source") return [];
    const from = trace.images.get(parent.body.action.image);
    const fitted = from && fitAction(performedAction(parent.body), from);
    return fitted?.ok ? [{ image: step.body.image, action: fitted.value }] : [];
  });
}
