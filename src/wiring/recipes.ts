import { type Action, fitAction, imagesShownBy } from "../action";
import type { Recipe } from "../raster";
import { actionsShown, isKept, performedAction, type Trace } from "../trace";

/** How each derived image of a trace was made: by the actions that its observation shows. */
export function recipesOf(trace: Trace): readonly Recipe[] {
  return [...trace.steps.values()].flatMap((step): readonly Recipe[] => {
    if (step.body.kind !== "observation" || !step.body.image) return [];
    // What was kept is shown as it was kept, whatever the action would give: a picture of a log, or of a program.
    const image = trace.images.get(step.body.image);
    if (image && isKept(image)) return [];
    const actions = actionsShown(trace, step).flatMap((asked) => fitted(trace, performedAction(asked.body)));
    const [action, ...marks] = actions;
    return action ? [{ image: step.body.image, action, marks }] : [];
  });
}

function fitted(trace: Trace, action: Action): readonly Action[] {
  // Frames and drawn pictures are there already, and a program makes nothing here.
  if (imagesShownBy(action) || action.kind === "program") return [];
  const from = trace.images.get(action.image);
  const result = from && fitAction(action, from);
  return result?.ok ? [result.value] : [];
}
