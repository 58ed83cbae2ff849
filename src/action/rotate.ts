import * as z from "zod/mini";
import { err, ok } from "../base";
import { degreesField, imageIdField } from "./fields";
import type { ActionKind } from "./plan";

/** Turn the image clockwise by `degrees`; the canvas grows so that no corner is lost. */
export const rotateSchema = z.object({ kind: z.literal("rotate"), image: imageIdField, degrees: degreesField });
export type Rotate = z.infer<typeof rotateSchema>;

export const rotate: ActionKind<Rotate> = {
  // A turn has no edge to fall off; it is brought into [0, 360).
  fit: (action) =>
    Number.isFinite(action.degrees)
      ? ok({ ...action, degrees: ((action.degrees % 360) + 360) % 360 })
      : err("not-a-number"),
  plan: (action) => [{ operation: "rotate", degrees: action.degrees }],
  marks: () => [],
};
