// "Find a phrase" with the real engine and Florence-2's tiny network, whose weights are random: what it writes is read as
// places, within the part that is asked about.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ImageId } from "../action";
import { must } from "../base";
import { createLocalEngine, familySource, loadTiny, type TinyModel } from "../engine/testing";
import { imageBox } from "../geometry";
import type { Pixels } from "../pixels";
import { createRasterExecutor } from "../raster";
import { createNetworks, createTools, type Found } from "../tools";
import { type Folders, keepFolder } from "./folders";
import { createPhraseFinder, loadPhraseModel, marksIn, type PhraseModel } from "./phrases";
import { finderOf } from "./tools";

const IMAGE = "a".repeat(64) as ImageId;
const SIZE = { width: 1000, height: 500 };

const FIXTURE = "tiny-florence2";
/** What its random weights write over and over again. */
const USUAL = "mag";

/** The tiny network with a token of its own for what it writes over and over: so its words tell places. */
async function pointing(): Promise<TinyModel> {
  const { files } = await familySource(FIXTURE);
  const text = await files.find(({ path }) => path === "tokenizer.json")?.file.text();
  const tokenizer: Tokenizer = JSON.parse(text ?? "");
  const { vocab, merges } = tokenizer.model;
  const renamed = Object.entries(vocab).map(([word, id]) => [word === USUAL ? BOX : word, id]);
  const others = merges.filter((pair) => ![...pair, pair.join("")].includes(USUAL));
  const model = { ...tokenizer.model, vocab: Object.fromEntries(renamed), merges: others };
  const changed = new Blob([JSON.stringify({ ...tokenizer, model })]);
  return loadTiny(await familySource(FIXTURE, { "tokenizer.json": changed }));
}

interface Tokenizer {
  readonly model: {
    readonly vocab: Readonly<Record<string, number>>;
    readonly merges: readonly (readonly [string, string])[];
  };
}

const BOX = "<loc_100><loc_200><loc_300><loc_400>";

const nothing = async (): Promise<never> => {
  throw new Error("No network is read");
};

const painted = (width: number, height: number): Pixels => ({
  width,
  height,
  data: new Uint8ClampedArray(width * height * 4).map((_, i) => (i % 4 === 3 ? 255 : (i * 7) % 256)),
});

describe("what Florence-2 says of places", () => {
  it("is boxes with their phrases, and outlines, in pixels of the picture", () => {
    const said = "</s><s>a red car<loc_100><loc_200><loc_300><loc_400>a wheel<loc_1><loc_1><loc_9><loc_9></s>";
    const found = marksIn(said, IMAGE, SIZE);
    expect(found.map(({ words }) => words)).toEqual(["a red car", "a wheel"]);
    expect(found[0]?.outline.map(({ x, y }) => [x, y])).toEqual([
      [100.5, 100.25],
      [300.5, 100.25],
      [300.5, 200.25],
      [100.5, 200.25],
    ]);
    const [outline] = marksIn("<poly><loc_0><loc_0><loc_500><loc_0><loc_500><loc_500></poly>", IMAGE, SIZE);
    expect(outline?.outline).toHaveLength(3);
  });

  it("is nothing where it tells none, and never lies outside", () => {
    expect(marksIn("a red car", IMAGE, SIZE)).toEqual([]);
    const [all] = marksIn("x<loc_0><loc_0><loc_999><loc_999>", IMAGE, SIZE);
    for (const { x, y } of all?.outline ?? []) {
      expect(x).toBeLessThanOrEqual(SIZE.width);
      expect(y).toBeLessThanOrEqual(SIZE.height);
    }
  });
});

describe("the tool that finds a phrase", () => {
  let tiny: TinyModel;
  let left: number;
  beforeEach(async () => {
    left = 0;
    tiny = await pointing();
  });
  afterEach(() => tiny.engine.unload());

  const loaded = async (): Promise<PhraseModel> => ({ model: tiny.model, leave: () => void left++ });
  const call = { image: IMAGE, pixels: painted(200, 100), region: null, words: "the van" };

  it("asks a loaded model for the phrase, and says of the part what lies in it", async () => {
    const find = createPhraseFinder(loaded);
    const firstOf = ({ marks }: Found) => marks[0]?.outline.map(({ x, y }) => [x, y]);
    const whole = must(await find(call));
    expect(firstOf(whole)?.[0]).toEqual([0.1005 * 200, 0.2005 * 100]);
    const part = must(await find({ ...call, region: imageBox(50, 20, 100, 50) }));
    expect(firstOf(part)?.[0]).toEqual([50 + 0.1005 * 100, 20 + 0.2005 * 50]);
    expect(firstOf(part)?.[2]).toEqual([50 + 0.3005 * 100, 20 + 0.4005 * 50]);
    expect(must(await find(call))).toEqual(whole);
    expect(left).toBe(0);
  });

  it("is an action like any other tool: the executor finds with it by the image's name", async () => {
    const executor = createRasterExecutor({ read: async () => null, write: async () => {} });
    const { id } = await executor.addPixels(call.pixels, "");
    const tools = createTools(createNetworks({ loadRuntime: () => import("onnxruntime-web"), read: nothing }));
    const find = finderOf(executor, tools, createPhraseFinder(loaded));
    const found = await find({ kind: "tool", tool: "find-phrase", image: id, region: null, words: "the van" });
    expect(must(found).words).toContain("[20, 20, 60, 40]");
    expect(await tools.call("find-phrase", {}, call.pixels)).toMatchObject({ error: "no-phrase-model" });
  });

  it("says what it lacks, and lets go of a model that fails", async () => {
    let asked = 0;
    const find = createPhraseFinder(async () => (++asked > 1 ? loaded() : null));
    expect(await find({ ...call, words: " " })).toMatchObject({ error: "no-phrase" });
    expect(await find(call)).toMatchObject({ error: "no-phrase-model" });
    expect(await find({ ...call, region: imageBox(0, 0, 0, 5) })).toMatchObject({ error: "empty-box" });
    expect((await find(call)).ok).toBe(true);
    await tiny.engine.unload();
    expect(await find(call)).toMatchObject({ error: "tool-failed" });
    expect(left).toBe(1);
  });
});

describe("the phrase model's files", () => {
  const kept = { list: async () => [], remove: async () => {} };
  const load = (folders: Folders) => loadPhraseModel({ folders, kept, createEngine: () => createLocalEngine() });

  it("come from the folder that holds the model, whatever it is called and whichever was picked after it", async () => {
    const [own, other] = [await familySource(FIXTURE), await familySource("tiny-idefics3")];
    const folders: Folders = new Map();
    const within = own.files.map(({ path, file }) => ({ path: `my files/${path}`, file }));
    keepFolder(folders, "my files", within);
    keepFolder(folders, "another", other.files);
    const model = await load(folders);
    expect(model?.model.card.family).toBe("florence2");
    const find = createPhraseFinder(async () => model);
    const call = { image: IMAGE, pixels: painted(200, 100), region: null, words: "the van" };
    expect((await find(call)).ok).toBe(true);
    model?.leave();
  });

  it("are none where no folder holds it, or what one holds is damaged", async () => {
    expect(await load(new Map())).toBeNull();
    const other = await familySource("tiny-idefics3");
    expect(await load(new Map([["florence-2", other.files]]))).toBeNull();
    expect(await load(new Map([["florence-2", [{ path: "config.json", file: new Blob(["{"]) }]]]))).toBeNull();
    const broken = await familySource(FIXTURE, { "onnx/decoder_model_merged.onnx": new Blob([]) });
    expect(await load(new Map([["florence-2", broken.files]]))).toBeNull();
  });
});
