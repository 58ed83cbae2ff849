import type { ToolExecutor } from "../action";
import { err, ok } from "../base";
import { bitmapOf, bitmapOfTile, decodeImage, encodeRgbPng, type RasterExecutor } from "../raster";
import { recipesOf } from "../runner";
import type { Images } from "../workspace/ports";
import { recordOf } from "./record";

/** The raster's executor as the app needs it: records for the trace, bitmaps for the screen. */
export const imagesOf = (executor: RasterExecutor, find: NonNullable<ToolExecutor["find"]>): Images => ({
  async add(file, name) {
    const added = await executor.add(file, name);
    // The app has words for every code; the code stands in for them where it does not.
    if (!added.ok) return err({ ...added.error, message: added.error.code });
    return ok({ record: recordOf(added.value), notes: added.value.notes });
  },
  addPixels: async (pixels, name) => recordOf(await executor.addPixels(pixels, name)),
  blacken: async (id, boxes) => (await import("./blacken")).blacken(executor, id, boxes),
  async retouch(id, change) {
    const pixels = await executor.pixels(id);
    if (!pixels.ok) return null;
    const { retouch } = await import("./retouch");
    return recordOf(await executor.addPixels(retouch(pixels.value, change), ""));
  },
  async bitmap(id, level) {
    const pixels = await executor.pixels(id);
    return pixels.ok ? bitmapOf(pixels.value, level) : null;
  },
  async tile(id, tile) {
    const pixels = await executor.pixels(id);
    return pixels.ok ? bitmapOfTile(pixels.value, tile) : null;
  },
  async look(file) {
    const decoded = await decodeImage(new Uint8Array(await file.arrayBuffer()));
    return decoded.ok ? decoded.value.pixels : null;
  },
  thumbnail: async (file, side) => (await import("./thumbnail")).thumbnailOf(file, side),
  async picture(id) {
    const found = await executor.pixels(id);
    if (!found.ok) return null;
    const { width, height } = found.value;
    return {
      width,
      height,
      // Asked for again when it is written: an export may hold more pixels than fit in memory.
      async png() {
        const pixels = await executor.pixels(id);
        if (!pixels.ok) throw new Error(`The image was there and is gone: ${id}`);
        return encodeRgbPng(pixels.value);
      },
    };
  },
  perform: (action) => executor.perform(action),
  find,
  alter: (image, alteration) => executor.alter(image, alteration),
  recall: (trace) => executor.recall(recipesOf(trace)),
});
