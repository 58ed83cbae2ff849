import * as z from "zod/mini";
import { mapResult } from "../base";
import { drawnByField, marksDrawnBy } from "./drawingStyle";
import { boxField, imageIdField, wordsField } from "./fields";
import { fitBox } from "./fit";
import type { ActionKind } from "./plan";

/** Draw a box around something; `label` may be empty. */
export const markBoxSchema = z.object({
  kind: z.literal("box"),
  image: imageIdField,
  box: boxField,
  label: wordsField,
  pen: z.exactOptional(drawnByField),
});
export type MarkBox = z.infer<typeof markBoxSchema>;

export const markBox: ActionKind<MarkBox> = {
  fit: (action, size) => mapResult(fitBox(action.box, size), (box) => ({ ...action, box })),
  plan: (action) => [{ operation: "draw", marks: markBox.marks(action) }],
  marks: ({ box, label, pen }) => marksDrawnBy({ shape: "rectangle", box, words: label }, pen),
};
