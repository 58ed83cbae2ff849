import { fitAction } from "../action";
import type { Recipe } from "../raster";
import { parentOf, type Trace } from "../trace";

/** How each derived image of a trace was made: by the action that its observation follows. */
export function recipesOf(trace: Trace): readonly Recipe[] {
  return [...trace.steps.values()].flatMap((step) => {
    const parent = parentOf(trace, step);
    if (step.body.kind !== "observation" || !step.body.image || parent?.body.kind !== "action") return [];
    const from = trace.images.get(parent.body.action.image);
    const fitted = from && fitAction(parent.body.action, from);
    return fitted?.ok ? [{ image: step.body.image, action: fitted.value }] : [];
  });
}
