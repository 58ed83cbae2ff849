import { type ImageId, imagesShownBy, isPerformed, type ProducedImage, type ToolExecutor } from "../action";
import type { Result } from "../base";
import { actionsShown, type ShownPicture, type Trace } from "../trace";
import { performPicture } from "./perform";

/** How a derived image was made, so that whoever has pixels can make it again. */
export interface ImageRecipe {
  readonly image: ImageId;
  /** The image that it was made from. */
  readonly from: ImageId;
  make(executor: ToolExecutor): Promise<Result<ProducedImage, string>>;
}

/** The recipe of each image of a trace that an observation shows and that no file or person gave. */
export function recipesOf(trace: Trace): readonly ImageRecipe[] {
  return [...trace.steps.values()].flatMap((step): readonly ImageRecipe[] => {
    if (step.body.kind !== "observation" || !step.body.image) return [];
    const { image } = step.body;
    // A picture that a log kept is a source: it is shown as it was kept, whatever the action would give.
    if (trace.images.get(image)?.origin.kind !== "derived") return [];
    const [first, ...more] = actionsShown(trace, step);
    // Frames and drawn pictures are there already; programs and screens make nothing here.
    if (!first || imagesShownBy(first.body.action) || !isPerformed(first.body.action)) return [];
    const picture: ShownPicture<typeof first> = { asked: [first, ...more], frame: null };
    const sizes = trace.images;
    return [{ image, from: first.body.action.image, make: (executor) => performPicture(picture, sizes, executor) }];
  });
}
