import { type Action, type ImageId, moveShape, pixelsTouched, type Shape, shapeOf, withShape } from "../../action";
import { type ImageBox, imageBox, imagePoint } from "../../geometry";
import { actionsShown, performedAction, type Step, type Trace } from "../../trace";

/**
 * Where a crop lies in the outermost image that it was cut from: `box` is its extent in pixels of `image`, and `scale`
 * how many of those pixels one pixel of the crop spans.
 */
export interface Placement {
  readonly image: ImageId;
  readonly box: ImageBox;
  readonly scale: number;
}

/** The placement of every crop along a line. Turned and mirrored images have none: they are no part of a picture. */
export function placementsAlong(trace: Trace, line: readonly Step[]): ReadonlyMap<ImageId, Placement> {
  const placements = new Map<ImageId, Placement>();
  for (const step of line) {
    if (step.body.kind !== "observation" || !step.body.image) continue;
    const [asked, ...more] = actionsShown(trace, step);
    if (!asked || more.length > 0) continue;
    const action = performedAction(asked.body);
    const from = trace.images.get(action.image);
    const crop = trace.images.get(step.body.image);
    if (action.kind !== "zoom" || !from || !crop) continue;
    // What a tool cut beyond the picture lies beyond it here, too.
    const box = action.black === "outside" ? action.box : pixelsTouched(action.box, from);
    const outer = placements.get(action.image) ?? { image: action.image, box: imageBox(0, 0, 0, 0), scale: 1 };
    placements.set(step.body.image, {
      image: outer.image,
      box: outward(box, outer),
      scale: (box.width / crop.width) * outer.scale,
    });
  }
  return placements;
}

/** A box of a crop, in pixels of the image that the crop lies in. */
const outward = (box: ImageBox, { box: outer, scale }: Placement): ImageBox =>
  imageBox(outer.left + box.left * scale, outer.top + box.top * scale, box.width * scale, box.height * scale);

/** The action of a crop as it lies in the picture, for showing; `actionInward` is the way back. */
export const actionOutward = (action: Action, { image, box, scale }: Placement): Action => ({
  ...withShape(action, moveShape(scaled(shapeOf(action), scale), box.left, box.top)),
  image,
});

/** An action that was reshaped in the picture, in pixels of the crop again. */
export const actionInward = (action: Action, crop: ImageId, { box, scale }: Placement): Action => ({
  ...withShape(action, scaled(moveShape(shapeOf(action), -box.left, -box.top), 1 / scale)),
  image: crop,
});

function scaled(shape: Shape, factor: number): Shape {
  if (shape.kind === "whole") return shape;
  if (shape.kind === "points")
    return { kind: "points", points: shape.points.map(({ x, y }) => imagePoint(x * factor, y * factor)) };
  const { left, top, width, height } = shape.box;
  return { kind: "box", box: imageBox(left * factor, top * factor, width * factor, height * factor) };
}
