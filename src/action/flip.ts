import * as z from "zod/mini";
import { ok } from "../base";
import { imageIdField } from "./fields";
import { type ActionKind, FLIP_AXES } from "./plan";

/** Mirror the image. */
export const flipSchema = z.object({ kind: z.literal("flip"), image: imageIdField, axis: z.enum(FLIP_AXES) });
export type Flip = z.infer<typeof flipSchema>;

export const flip: ActionKind<Flip> = {
  fit: (action) => ok(action),
  plan: (action) => [{ operation: "flip", axis: action.axis }],
  marks: () => [],
};
