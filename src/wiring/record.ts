import type { AddedImage } from "../raster";
import type { ImageRecord } from "../trace";

/** An image that the raster keeps, as a trace names it. */
export const recordOf = ({ id, width, height, name, orientation }: AddedImage): ImageRecord => ({
  id,
  width,
  height,
  name,
  ...(orientation === undefined ? {} : { orientation }),
  origin: { kind: "source" },
});
