import * as z from "zod/mini";
import { err, mapResult } from "../base";
import { imageIdField, pointField, wordsField } from "./fields";
import { fitPoints } from "./fit";
import type { ActionKind } from "./plan";

/** Write words onto the image; `at` is their bottom left corner. */
export const labelSchema = z.object({
  kind: z.literal("label"),
  image: imageIdField,
  at: pointField,
  text: wordsField,
});
export type Label = z.infer<typeof labelSchema>;

export const label: ActionKind<Label> = {
  fit: (action, size) =>
    action.text.trim() === ""
      ? err("no-words")
      : mapResult(fitPoints([action.at], size, 1), ([at = action.at]) => ({ ...action, at })),
  plan: (action) => [{ operation: "draw", marks: label.marks(action) }],
  marks: (action) => [{ shape: "text", at: action.at, words: action.text }],
};
