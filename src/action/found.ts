import * as z from "zod/mini";
import { pointField } from "./fields";

/** More marks than this help nobody, and would drown the stage; a tool keeps the surest. */
export const MOST_FOUND = 500;

/**
 * One thing that a tool found, in pixels of the image that it was called on. `outline` has two points for a line, and
 * three or more, in turn, for a closed shape: a box, turned or not. `confidence` is 0 to 1, or null where the tool has none.
 */
export const foundField = z.object({
  outline: z.readonly(z.array(pointField).check(z.minLength(2), z.maxLength(100))),
  words: z.string().check(z.maxLength(2000)),
  confidence: z.nullable(z.number().check(z.minimum(0), z.maximum(1))),
});
export type FoundMark = Readonly<z.infer<typeof foundField>>;
