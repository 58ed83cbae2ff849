import * as z from "zod/mini";
import { ok } from "../base";
import { imageIdField } from "./fields";
import type { ActionKind } from "./plan";

/** Draw a picture out of nothing, as models that think in images do. `image` is what the model drew. */
export const imagineSchema = z.object({ kind: z.literal("imagine"), image: imageIdField });
export type Imagine = z.infer<typeof imagineSchema>;

export const imagine: ActionKind<Imagine> = {
  fit: (action) => ok(action),
  plan: () => [],
  marks: () => [],
};
