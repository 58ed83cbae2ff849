import * as z from "zod/mini";
import { mapResult } from "../base";
import { clampBox, cornersOf, type ImageBox, imageBox, roundBox, type Size } from "../geometry";
import { boxField, imageIdField } from "./fields";
import { fitBox, realBox } from "./fit";
import type { ActionKind, RasterOperation } from "./plan";

/**
 * Look closer: the part of the image inside `box`, as an image of its own. Tools that cut with Pillow leave what lies
 * `outside` the image black, and those that scale a cut without an inside show `all` of it black.
 */
export const zoomSchema = z.object({
  kind: z.literal("zoom"),
  image: imageIdField,
  box: boxField,
  black: z.exactOptional(z.enum(["outside", "all"])),
});
export type Zoom = z.infer<typeof zoomSchema>;

/** The whole pixels that `box` touches, at least one, inside the image. Left and top round down, right and bottom up. */
export function pixelsTouched(box: ImageBox, size: Size): ImageBox {
  const [x1, y1, x2, y2] = cornersOf(clampBox(box, size));
  const left = Math.min(Math.floor(x1), size.width - 1);
  const top = Math.min(Math.floor(y1), size.height - 1);
  return imageBox(left, top, Math.max(1, Math.ceil(x2) - left), Math.max(1, Math.ceil(y2) - top));
}

export const zoom: ActionKind<Zoom> = {
  fit: (action, size) =>
    action.black === "outside"
      ? mapResult(realBox(action.box), () => action)
      : mapResult(fitBox(action.box, size), (box) => ({ ...action, box })),
  plan: (action, size) => [cropOf(action, size)],
  marks: (action) => [{ shape: "rectangle", box: action.box, words: "" }],
};

function cropOf({ box, black }: Zoom, size: Size): RasterOperation {
  if (black === undefined) return { operation: "crop", box: pixelsTouched(box, size) };
  return { operation: "crop", box: black === "outside" ? roundBox(box) : pixelsTouched(box, size), black };
}
