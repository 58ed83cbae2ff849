import type { Action, ImageId } from "../action";
import { executorWithRulesOf, performPicture } from "../runner";
import { type ActionStep, actionsShown, type ImageRecord, type Step, type Trace } from "../trace";
import type { InfluenceTools } from "./ports";

/** A line as it would have been shown with other images at its beginning. */
export interface Rederived {
  readonly steps: readonly Step[];
  readonly images: Trace["images"];
}

/**
 * The line with `replacement` in the place of an image, and with everything that was made out of that image made again
 * out of the other. What the model said stays. A picture that cannot be made again, as of a log, stays as it was.
 */
export async function rederive(
  trace: Trace,
  steps: readonly Step[],
  replaced: ImageId,
  replacement: ImageRecord,
  { dialect, pictures }: Pick<InfluenceTools, "dialect" | "pictures">,
): Promise<Rederived> {
  const now = new Map<ImageId, ImageId>([[replaced, replacement.id]]);
  const images = new Map([...trace.images, [replacement.id, replacement]]);
  const executor = executorWithRulesOf(dialect, pictures);
  const made: Step[] = [];
  for (const step of steps) {
    const asked = step.body.kind === "observation" ? actionsShown(trace, step) : [];
    const [first, ...more] = asked.map((action) => onto(action, now));
    const isChanged = asked.some(({ body }) => now.has(body.action.image));
    if (step.body.kind === "observation" && step.body.image && first && isChanged && !now.has(step.body.image)) {
      const picture = await performPicture({ asked: [first, ...more], frame: null }, images, executor);
      if (picture.ok) {
        now.set(step.body.image, picture.value.id);
        const origin = { kind: "derived", from: first.body.action.image } as const;
        images.set(picture.value.id, { ...picture.value, name: "", origin });
      }
    }
    made.push(showing(step, now));
  }
  return { steps: made, images };
}

const onto = (step: ActionStep, now: ReadonlyMap<ImageId, ImageId>): ActionStep => ({
  ...step,
  body: { ...step.body, action: imageOf(step.body.action, now) },
});

const imageOf = (action: Action, now: ReadonlyMap<ImageId, ImageId>): Action => ({
  ...action,
  image: now.get(action.image) ?? action.image,
});

/** The same step about the images that there are now. Its words name none of them by more than a number. */
function showing(step: Step, now: ReadonlyMap<ImageId, ImageId>): Step {
  const { body } = step;
  if (body.kind === "problem")
    return { ...step, body: { ...body, images: body.images.map((id) => now.get(id) ?? id) } };
  if (body.kind === "action") return { ...step, body: { ...body, action: imageOf(body.action, now) } };
  if (body.kind !== "observation" || !body.image) return step;
  return { ...step, body: { ...body, image: now.get(body.image) ?? body.image } };
}
