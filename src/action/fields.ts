import * as z from "zod/mini";
import { imageBox, imagePoint } from "../geometry";
import { type ImageId, parseImageId } from "./image";

// The fields that several actions share, as schemas: JSON in, branded values out.
// NaN and infinities have no JSON, but a number like 1e999 parses to Infinity, so `finite` is asked for by name.

const finite = z.number().check(z.refine(Number.isFinite));

export const boxField = z.pipe(
  z.object({ left: finite, top: finite, width: finite, height: finite }),
  z.transform((box) => imageBox(box.left, box.top, box.width, box.height)),
);

export const pointField = z.pipe(
  z.object({ x: finite, y: finite }),
  z.transform((point) => imagePoint(point.x, point.y)),
);

export const imageIdField = z.pipe(
  z.string().check(z.refine((text) => parseImageId(text).ok)),
  z.transform((text) => text as ImageId),
);

/** Short words that end up on the picture. The limit keeps a hostile trace from drowning the stage. */
export const wordsField = z.string().check(z.maxLength(500));

export const degreesField = finite;
