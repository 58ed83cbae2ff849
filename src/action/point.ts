import * as z from "zod/mini";
import { mapResult } from "../base";
import { imageIdField, pointField, wordsField } from "./fields";
import { fitPoints } from "./fit";
import type { ActionKind } from "./plan";

/** Point at something; `label` may be empty. */
export const pointSchema = z.object({
  kind: z.literal("point"),
  image: imageIdField,
  at: pointField,
  label: wordsField,
});
export type PointAt = z.infer<typeof pointSchema>;

export const point: ActionKind<PointAt> = {
  fit: (action, size) => mapResult(fitPoints([action.at], size, 1), ([at = action.at]) => ({ ...action, at })),
  plan: (action) => [{ operation: "draw", marks: point.marks(action) }],
  marks: (action) => [{ shape: "dot", at: action.at, words: action.label }],
};
