import * as z from "zod/mini";
import { mapResult } from "../base";
import { imageIdField, pointField } from "./fields";
import { fitPoints } from "./fit";
import type { ActionKind } from "./plan";

/** Draw an arrow whose head is at `to`. */
export const arrowSchema = z.object({
  kind: z.literal("arrow"),
  image: imageIdField,
  from: pointField,
  to: pointField,
});
export type Arrow = z.infer<typeof arrowSchema>;

export const arrow: ActionKind<Arrow> = {
  fit: (action, size) =>
    mapResult(fitPoints([action.from, action.to], size, 2), ([from = action.from, to = action.to]) => ({
      ...action,
      from,
      to,
    })),
  plan: (action) => [{ operation: "draw", marks: arrow.marks(action) }],
  marks: (action) => [{ shape: "polyline", points: [action.from, action.to], arrow: true }],
};
