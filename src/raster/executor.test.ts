import { describe, expect, it } from "vitest";
import type { Action, DrawingStyle, ImageId } from "../action";
import { must, ok } from "../base";
import { imageBox } from "../geometry";
import { type Pixels, plain } from "../pixels";
import { createPixelCache } from "./cache";
import { encodePng } from "./encodePng";
import {
  createRasterExecutor,
  type DecodeImage,
  type ImageFiles,
  type Mismatch,
  type RasterExecutorOptions,
  type Recipe,
} from "./executor";
import { imageIdOfBytes, imageIdOfPixels } from "./imageId";
import type { DrawingStyles } from "./mark";
import { performAction } from "./perform";
import { decodePng } from "./png";

const picture: Pixels = plain({ width: 40, height: 30 }, [10, 200, 30]);
picture.data.set([1, 2, 3], (12 * 40 + 11) * 4);

const decode: DecodeImage = async (bytes) => {
  const decoded = await decodePng(bytes);
  if (!decoded.ok) return { ok: false, error: { code: "damaged", detail: "" } };
  return ok({ id: await imageIdOfBytes(bytes), pixels: decoded.value, mime: "image/png", notes: [] });
};

function memoryFiles(): ImageFiles & { reads: number } {
  const files = new Map<ImageId, Uint8Array<ArrayBuffer>>();
  return {
    reads: 0,
    async read(id) {
      this.reads++;
      return files.get(id) ?? null;
    },
    async write(id, bytes) {
      files.set(id, bytes);
    },
  };
}

const openExecutor = (kept: ImageFiles, options: RasterExecutorOptions = {}) =>
  createRasterExecutor(kept, { decode, ...options });

const STYLE: DrawingStyle = {
  boxColours: [[9, 9, 9]],
  lineColour: [0, 0, 0],
  startColour: [0, 0, 0],
  endColour: [0, 0, 0],
  endRadius: 2,
  width: 2,
  labelAt: { x: 1, y: 1 },
};

const zoom = (image: ImageId): Action => ({ kind: "zoom", image, box: imageBox(5, 5, 20, 15) });
const turn = (image: ImageId): Action => ({ kind: "rotate", image, degrees: 90 });

/** An image made by one action after the other, each upon what came of the one before. */
const recipe = (image: ImageId, first: Action, ...more: readonly Action[]): Recipe => ({
  image,
  from: first.image,
  async make(executor) {
    let made = await executor.perform(first, picture);
    for (const action of more) if (made.ok) made = await executor.perform({ ...action, image: made.value.id }, picture);
    return made;
  },
});

describe("the raster's executor", () => {
  it("adds a file under the name of its bytes, and keeps its bytes", async () => {
    const kept = memoryFiles();
    const bytes = await encodePng(picture);
    const added = must(await openExecutor(kept).add(new Blob([bytes]), "field.png"));
    expect(added).toMatchObject({ id: await imageIdOfBytes(bytes), name: "field.png", width: 40, height: 30 });
    expect(await kept.read(added.id)).toEqual(bytes);
    expect(must(await openExecutor(kept).pixels(added.id))).toEqual(picture);
  });

  it("refuses a file that is no image, and keeps nothing of it", async () => {
    const kept = memoryFiles();
    expect(await openExecutor(kept).add(Uint8Array.of(1), "x")).toMatchObject({
      ok: false,
      error: { code: "damaged" },
    });
    expect(await kept.read(await imageIdOfBytes(Uint8Array.of(1)))).toBeNull();
  });

  it("fetches the styles of other tools when a mark first asks for one, and draws it so", async () => {
    let fetched = 0;
    const styles: DrawingStyles = new Map([["plain", STYLE]]);
    const executor = openExecutor(memoryFiles(), {
      drawingStyles: async () => {
        fetched++;
        return styles;
      },
    });
    const { id } = await executor.addPixels(picture, "");
    await executor.perform(zoom(id));
    expect(fetched).toBe(0);
    const pen = { style: "plain", order: 0, scale: 1 };
    const box: Action = { kind: "box", image: id, box: imageBox(5, 5, 20, 15), label: "", pen };
    const seen = must(await executor.perform(box));
    expect(fetched).toBe(1);
    expect(seen.id).toBe(await imageIdOfPixels(must(performAction(box, picture, styles))));
    expect(seen.id).not.toBe(await imageIdOfPixels(must(performAction(box, picture))));
  });

  it("names what an action makes by its pixels", async () => {
    const executor = openExecutor(memoryFiles());
    const { id } = await executor.addPixels(picture, "");
    const crop = must(performAction(zoom(id), picture));
    const seen = must(await executor.perform(zoom(id)));
    expect(seen).toEqual({ id: await imageIdOfPixels(crop), width: 20, height: 15 });
    expect(must(await executor.pixels(seen.id))).toEqual(crop);
  });

  it("refuses an action that does not fit, or whose image is not there", async () => {
    const executor = openExecutor(memoryFiles());
    const { id } = await executor.addPixels(picture, "");
    expect(await executor.perform({ kind: "zoom", image: id, box: imageBox(99, 0, 5, 5) })).toEqual({
      ok: false,
      error: "outside-image",
    });
    expect(await executor.perform(zoom("f".repeat(64) as ImageId))).toEqual({ ok: false, error: "image-not-found" });
  });

  it("makes derived images again from recipes, through any number of them", async () => {
    const kept = memoryFiles();
    const executor = openExecutor(kept);
    const { id } = await executor.addPixels(picture, "");
    const recipes = [];
    let from = id;
    for (let i = 0; i < 10; i++) {
      const action = i % 2 ? zoom(from) : turn(from);
      const seen = must(await executor.perform(i < 4 ? action : turn(from)));
      recipes.push(recipe(seen.id, i < 4 ? action : turn(from)));
      from = seen.id;
    }
    const mismatches: Mismatch[] = [];
    const later = openExecutor(kept, { onMismatch: (mismatch) => mismatches.push(mismatch) });
    later.recall(recipes);
    expect(must(await later.pixels(from))).toEqual(must(await executor.pixels(from)));
    expect(mismatches).toEqual([]);
  });

  it("makes an image of several marks again from all of them", async () => {
    const kept = memoryFiles();
    const executor = openExecutor(kept);
    const { id } = await executor.addPixels(picture, "");
    const mark = (image: ImageId, left: number): Action => ({
      kind: "box",
      image,
      box: imageBox(left, 1, 6, 6),
      label: "",
    });
    const one = must(await executor.perform(mark(id, 1)));
    const both = must(await executor.perform(mark(one.id, 9)));
    const mismatches: Mismatch[] = [];
    const later = openExecutor(kept, { onMismatch: (mismatch) => mismatches.push(mismatch) });
    later.recall([recipe(both.id, mark(id, 1), mark(id, 9))]);
    expect(must(await later.pixels(both.id))).toEqual(must(await executor.pixels(both.id)));
    expect(mismatches).toEqual([]);
  });

  it("reports an image that comes out otherwise than it was", async () => {
    const mismatches: Mismatch[] = [];
    const executor = openExecutor(memoryFiles(), { onMismatch: (mismatch) => mismatches.push(mismatch) });
    const { id } = await executor.addPixels(picture, "");
    const image = "e".repeat(64) as ImageId;
    executor.recall([recipe(image, zoom(id))]);
    const remade = must(await executor.pixels(image));
    expect(mismatches).toEqual([{ image, remade: await imageIdOfPixels(remade) }]);
  });

  it("does not run in circles after recipes that lead nowhere", async () => {
    const executor = openExecutor(memoryFiles());
    const [a, b] = ["a".repeat(64) as ImageId, "b".repeat(64) as ImageId];
    executor.recall([recipe(a, zoom(b)), recipe(b, turn(a)), recipe(b, turn(b))]);
    expect(await executor.pixels(a)).toEqual({ ok: false, error: "image-not-found" });
    expect(await executor.pixels(b)).toEqual({ ok: false, error: "image-not-found" });
  });

  it("decodes once what is asked for twice at once", async () => {
    const kept = memoryFiles();
    const { id } = await openExecutor(kept).addPixels(picture, "");
    const executor = openExecutor(kept);
    await Promise.all([executor.pixels(id), executor.pixels(id), executor.perform(zoom(id))]);
    expect(kept.reads).toBe(1);
  });

  it("stays within its budget and still finds everything", async () => {
    const kept = memoryFiles();
    const executor = openExecutor(kept, { budgetBytes: 1 });
    const { id } = await executor.addPixels(picture, "");
    const seen = must(await executor.perform(zoom(id)));
    expect(must(await executor.pixels(id))).toEqual(picture);
    expect(must(await executor.pixels(seen.id))).toEqual(must(performAction(zoom(id), picture)));
  });
});

describe("the cache of pixels", () => {
  const of = (digit: string): ImageId => digit.repeat(64) as ImageId;
  const small = plain({ width: 10, height: 10 }, [0, 0, 0]);

  it("gives up the least recently used", () => {
    const cache = createPixelCache(1000);
    cache.set(of("1"), small);
    cache.set(of("2"), small);
    cache.get(of("1"));
    cache.set(of("3"), small);
    expect([cache.get(of("1")), cache.get(of("2")), cache.get(of("3"))]).toEqual([small, undefined, small]);
    expect(cache.bytes).toBe(800);
    cache.set(of("3"), small);
    expect(cache.bytes).toBe(800);
  });
});
