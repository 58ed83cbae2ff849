import * as z from "zod/mini";
import { ok } from "../base";
import { imageIdField } from "./fields";
import type { ActionKind } from "./plan";

/**
 * Look again at some of several images: frames of a video, views of a scene. `image` is the first that was chosen,
 * `more` are the others in the order of the choice. Nothing is made: the frames themselves are shown.
 */
export const selectFramesSchema = z.object({
  kind: z.literal("select-frames"),
  image: imageIdField,
  more: z.readonly(z.array(imageIdField).check(z.maxLength(100))),
});
export type SelectFrames = z.infer<typeof selectFramesSchema>;

export const selectFrames: ActionKind<SelectFrames> = {
  fit: (action) => ok(action),
  plan: () => [],
  marks: () => [],
};
