import * as z from "zod/mini";
import { mapResult } from "../base";
import { boxField, imageIdField } from "./fields";
import { fitBox } from "./fit";
import type { ActionKind } from "./plan";

/** Wash a box with translucent colour, as a marker pen does. */
export const highlightSchema = z.object({ kind: z.literal("highlight"), image: imageIdField, box: boxField });
export type Highlight = z.infer<typeof highlightSchema>;

export const highlight: ActionKind<Highlight> = {
  fit: (action, size) => mapResult(fitBox(action.box, size), (box) => ({ ...action, box })),
  plan: (action) => [{ operation: "draw", marks: highlight.marks(action) }],
  marks: (action) => [{ shape: "wash", box: action.box }],
};
