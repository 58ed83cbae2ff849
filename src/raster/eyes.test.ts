import { describe, expect, it } from "vitest";
import type { Action, DrawingStyle, ImageId } from "../action";
import { must, ok } from "../base";
import { imageBox } from "../geometry";
import { type Pixels, plain } from "../pixels";
import { createPixelCache } from "./cache";
import { createEyes, type DecodeImage, type EyesOptions, type ImageShelf, type Mismatch } from "./eyes";
import { imageIdOfBytes, imageIdOfPixels } from "./imageId";
import type { DrawingStyles } from "./mark";
import { performAction } from "./perform";
import { decodePng, encodePng } from "./png";

const picture: Pixels = plain({ width: 40, height: 30 }, [10, 200, 30]);
picture.data.set([1, 2, 3], (12 * 40 + 11) * 4);

const decode: DecodeImage = async (bytes) => {
  const decoded = await decodePng(bytes);
  if (!decoded.ok) return { ok: false, error: { code: "damaged", detail: "" } };
  return ok({ id: await imageIdOfBytes(bytes), pixels: decoded.value, mime: "image/png", notes: [] });
};

function memoryShelf(): ImageShelf & { reads: number } {
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

const openEyes = (shelf: ImageShelf, options: EyesOptions = {}) => createEyes(shelf, { decode, ...options });

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

describe("eyes", () => {
  it("add a file under the name of its bytes, and put it on the shelf", async () => {
    const shelf = memoryShelf();
    const bytes = await encodePng(picture);
    const added = must(await openEyes(shelf).add(new Blob([bytes]), "field.png"));
    expect(added).toMatchObject({ id: await imageIdOfBytes(bytes), name: "field.png", width: 40, height: 30 });
    expect(await shelf.read(added.id)).toEqual(bytes);
    expect(must(await openEyes(shelf).pixels(added.id))).toEqual(picture);
  });

  it("refuse a file that is no image, and keep nothing of it", async () => {
    const shelf = memoryShelf();
    expect(await openEyes(shelf).add(Uint8Array.of(1), "x")).toMatchObject({ ok: false, error: { code: "damaged" } });
    expect(await shelf.read(await imageIdOfBytes(Uint8Array.of(1)))).toBeNull();
  });

  it("fetch the styles of other tools when a mark first asks for one, and draw it so", async () => {
    let fetched = 0;
    const styles: DrawingStyles = new Map([["plain", STYLE]]);
    const eyes = openEyes(memoryShelf(), {
      drawingStyles: async () => {
        fetched++;
        return styles;
      },
    });
    const { id } = await eyes.addPixels(picture, "");
    await eyes.perform(zoom(id));
    expect(fetched).toBe(0);
    const pen = { style: "plain", order: 0, scale: 1 };
    const box: Action = { kind: "box", image: id, box: imageBox(5, 5, 20, 15), label: "", pen };
    const seen = must(await eyes.perform(box));
    expect(fetched).toBe(1);
    expect(seen.id).toBe(await imageIdOfPixels(must(performAction(box, picture, styles))));
    expect(seen.id).not.toBe(await imageIdOfPixels(must(performAction(box, picture))));
  });

  it("name what an action makes by its pixels", async () => {
    const eyes = openEyes(memoryShelf());
    const { id } = await eyes.addPixels(picture, "");
    const crop = must(performAction(zoom(id), picture));
    const seen = must(await eyes.perform(zoom(id)));
    expect(seen).toEqual({ id: await imageIdOfPixels(crop), width: 20, height: 15 });
    expect(must(await eyes.pixels(seen.id))).toEqual(crop);
  });

  it("refuse an action that does not fit, or whose image is not there", async () => {
    const eyes = openEyes(memoryShelf());
    const { id } = await eyes.addPixels(picture, "");
    expect(await eyes.perform({ kind: "zoom", image: id, box: imageBox(99, 0, 5, 5) })).toEqual({
      ok: false,
      error: "outside-image",
    });
    expect(await eyes.perform(zoom("f".repeat(64) as ImageId))).toEqual({ ok: false, error: "image-not-found" });
  });

  it("make derived images again from recipes, through any number of them", async () => {
    const shelf = memoryShelf();
    const eyes = openEyes(shelf);
    const { id } = await eyes.addPixels(picture, "");
    const recipes = [];
    let from = id;
    for (let i = 0; i < 10; i++) {
      const action = i % 2 ? zoom(from) : turn(from);
      const seen = must(await eyes.perform(i < 4 ? action : turn(from)));
      recipes.push({ image: seen.id, action: i < 4 ? action : turn(from) });
      from = seen.id;
    }
    const mismatches: Mismatch[] = [];
    const later = openEyes(shelf, { onMismatch: (mismatch) => mismatches.push(mismatch) });
    later.recall(recipes);
    expect(must(await later.pixels(from))).toEqual(must(await eyes.pixels(from)));
    expect(mismatches).toEqual([]);
  });

  it("make an image of several marks again from all of them", async () => {
    const shelf = memoryShelf();
    const eyes = openEyes(shelf);
    const { id } = await eyes.addPixels(picture, "");
    const mark = (image: ImageId, left: number): Action => ({
      kind: "box",
      image,
      box: imageBox(left, 1, 6, 6),
      label: "",
    });
    const one = must(await eyes.perform(mark(id, 1)));
    const both = must(await eyes.perform(mark(one.id, 9)));
    const mismatches: Mismatch[] = [];
    const later = openEyes(shelf, { onMismatch: (mismatch) => mismatches.push(mismatch) });
    later.recall([{ image: both.id, action: mark(id, 1), marks: [mark(id, 9)] }]);
    expect(must(await later.pixels(both.id))).toEqual(must(await eyes.pixels(both.id)));
    expect(mismatches).toEqual([]);
  });

  it("report an image that comes out otherwise than it was", async () => {
    const mismatches: Mismatch[] = [];
    const eyes = openEyes(memoryShelf(), { onMismatch: (mismatch) => mismatches.push(mismatch) });
    const { id } = await eyes.addPixels(picture, "");
    const image = "e".repeat(64) as ImageId;
    eyes.recall([{ image, action: zoom(id) }]);
    const remade = must(await eyes.pixels(image));
    expect(mismatches).toEqual([{ image, remade: await imageIdOfPixels(remade) }]);
  });

  it("do not run in circles after recipes that lead nowhere", async () => {
    const eyes = openEyes(memoryShelf());
    const [a, b] = ["a".repeat(64) as ImageId, "b".repeat(64) as ImageId];
    eyes.recall([
      { image: a, action: zoom(b) },
      { image: b, action: turn(a) },
      { image: b, action: turn(b) },
    ]);
    expect(await eyes.pixels(a)).toEqual({ ok: false, error: "image-not-found" });
    expect(await eyes.pixels(b)).toEqual({ ok: false, error: "image-not-found" });
  });

  it("decode once what is asked for twice at once", async () => {
    const shelf = memoryShelf();
    const { id } = await openEyes(shelf).addPixels(picture, "");
    const eyes = openEyes(shelf);
    await Promise.all([eyes.pixels(id), eyes.pixels(id), eyes.perform(zoom(id))]);
    expect(shelf.reads).toBe(1);
  });

  it("stay within their budget and still find everything", async () => {
    const shelf = memoryShelf();
    const eyes = openEyes(shelf, { budgetBytes: 1 });
    const { id } = await eyes.addPixels(picture, "");
    const seen = must(await eyes.perform(zoom(id)));
    expect(must(await eyes.pixels(id))).toEqual(picture);
    expect(must(await eyes.pixels(seen.id))).toEqual(must(performAction(zoom(id), picture)));
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
