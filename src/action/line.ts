import * as z from "zod/mini";
import { mapResult } from "../base";
import { drawnByField, marksDrawnBy } from "./drawingStyle";
import { imageIdField, pointField } from "./fields";
import { fitPoints } from "./fit";
import type { ActionKind } from "./plan";

/** Draw a line through two or more points, in order. */
export const lineSchema = z.object({
  kind: z.literal("line"),
  image: imageIdField,
  points: z.readonly(z.array(pointField).check(z.maxLength(1000))),
  pen: z.exactOptional(drawnByField),
});
export type Line = z.infer<typeof lineSchema>;

export const line: ActionKind<Line> = {
  fit: (action, size) => mapResult(fitPoints(action.points, size, 2), (points) => ({ ...action, points })),
  plan: (action) => [{ operation: "draw", marks: line.marks(action) }],
  marks: ({ points, pen }) => marksDrawnBy({ shape: "polyline", points, arrow: false }, pen),
};
