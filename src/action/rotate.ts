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
    Number.isFinite(action.degrees) ? ok({ ...action, degrees: withinOneTurn(action.degrees) }) : err("not-a-number"),
  plan: (action) => [{ operation: "rotate", degrees: action.degrees }],
  marks: () => [],
};

/** Brought in once is brought in: the remainder of a sum would move by its last bit each time. No negative zero. */
function withinOneTurn(degrees: number): number {
  const rest = degrees % 360;
  const turned = rest < 0 ? rest + 360 : rest;
  return turned === 360 ? 0 : turned + 0;
}
