import { err, ok } from "../base";
import { type AddedImage, bitmapOf, type Eyes } from "../raster";
import type { ImageRecord } from "../trace";
import type { Images } from "../workspace";
import { recipesOf } from "./recipes";

/** The raster's eyes as the app needs them: records for the trace, bitmaps for the screen. */
export const imagesOf = (eyes: Eyes): Images => ({
  async add(file, name) {
    const added = await eyes.add(file, name);
    // The app has words for every code; the code stands in for them where it does not.
    if (!added.ok) return err({ ...added.error, message: added.error.code });
    return ok({ record: recordOf(added.value), notes: added.value.notes });
  },
  addPixels: async (pixels, name) => recordOf(await eyes.addPixels(pixels, name)),
  async bitmap(id) {
    const pixels = await eyes.pixels(id);
    return pixels.ok ? bitmapOf(pixels.value) : null;
  },
  perform: (action) => eyes.perform(action),
  recall: (trace) => eyes.recall(recipesOf(trace)),
});

const recordOf = ({ id, width, height, name }: AddedImage): ImageRecord => ({
  id,
  width,
  height,
  name,
  origin: { kind: "source" },
});
