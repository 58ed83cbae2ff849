import { readFileSync } from "node:fs";
import type { ImageId } from "../../src/action";
import { err, must } from "../../src/base";
import type { Pixels } from "../../src/pixels";
import { createRasterExecutor, decodePng, imageIdOfBytes, type RasterExecutor } from "../../src/raster";
import { finderOf } from "../../src/wiring/tools";
import { memoryFiles } from "../headless/rig";
import { createToolRig } from "../tools/rig";

/** A photograph with what performs actions on it and finds things on it, as the page has them. */
export interface PhotographRig {
  readonly photograph: ImageId;
  readonly pixels: Pixels;
  readonly raster: RasterExecutor;
  readonly find: ReturnType<typeof finderOf>;
}

/**
 * Decoders in Node round otherwise than those of browsers, by whose pixels a crop is named, so that pixels decoded by
 * libjpeg, as by Pillow, are handed over as a PNG beside the photograph.
 */
export async function createPhotographRig(paths: { photograph: string; pixels: string }): Promise<PhotographRig> {
  const file = new Uint8Array(readFileSync(paths.photograph));
  const pixels = must(await decodePng(new Uint8Array(readFileSync(paths.pixels))));
  const photograph = await imageIdOfBytes(file);
  const raster = createRasterExecutor(memoryFiles(), {
    decode: async () => ({ ok: true, value: { id: photograph, pixels, mime: "image/jpeg", notes: [] } }),
  });
  must(await raster.add(file, "grace_hopper.jpg"));
  return { photograph, pixels, raster, find: finderOf(raster, createToolRig(), async () => err("no-phrase-model")) };
}
