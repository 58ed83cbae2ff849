// Every family beside Idefics3 against transformers on PyTorch (training/golden_families.py), on a tiny random network in
// the Hub's layout: pictures as they are packed, prompts, logits and words; cold, branched, rewound and restored.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EngineModel, PromptMessage } from "./contract/model";
import { familyOf } from "./family/families";
import {
  adler32,
  type GoldenChat,
  type GoldenImages,
  LOGIT_TOLERANCE,
  logitsOf,
  messagesOf,
  PIXEL_TOLERANCE,
} from "./testing/golden";
import {
  familySource,
  GREEDY,
  listen,
  loadTiny,
  NEVER,
  painted,
  picture,
  request,
  type TinyModel,
  user,
  words,
} from "./testing/tinyModel";
import { floatsIn, integersIn, tokensOf } from "./vision/layout";

const FIXTURES = ["tiny-lfm2-vl", "tiny-lfm3-vl", "tiny-qwen3-vl", "tiny-qwen3-5"];

interface Golden {
  readonly images: GoldenImages;
  readonly packed: readonly {
    readonly image: string;
    readonly shape: readonly number[];
    readonly spatial_shapes?: readonly (readonly number[])[];
    readonly image_grid_thw?: readonly (readonly number[])[];
    readonly byteSum: number;
    readonly adler32: number;
    readonly first: readonly number[];
  }[];
  readonly chats: readonly GoldenChat[];
}

const read = (path: string) => JSON.parse(readFileSync(join(import.meta.dirname, "fixtures", path), "utf8"));
// Written by our own script; what is not as declared fails below.
const goldenOf = (fixture: string): Golden => read(`${fixture}.golden.json`) as Golden;

/** Settings of pictures stand in a file of their own, or inside the processor's. */
const preprocessorIn = (fixture: string) =>
  existsSync(join(import.meta.dirname, "fixtures", fixture, "preprocessor_config.json"))
    ? read(`${fixture}/preprocessor_config.json`)
    : read(`${fixture}/processor_config.json`).image_processor;

function familyIn(fixture: string) {
  const config = read(`${fixture}/config.json`);
  const preprocessor = preprocessorIn(fixture);
  const tokenizer = read(`${fixture}/tokenizer_config.json`);
  return familyOf({ config, preprocessor, processor: {}, generation: {}, tokenizer });
}

/** The bytes behind packed numbers, where padding stands for the byte between. */
function bytesBehind(floats: Float32Array, { mean, deviation }: { mean: number; deviation: number }): Uint8Array {
  return Uint8Array.from(floats, (value) => Math.round(Math.min(255, Math.max(0, (value * deviation + mean) * 255))));
}

describe.each(FIXTURES)("pictures of %s", (fixture) => {
  const golden = goldenOf(fixture);
  const family = familyIn(fixture);
  const { image_mean, image_std } = preprocessorIn(fixture);

  it.each(golden.packed)("$image is packed as its own processor packs it", (expected) => {
    const size = golden.images[expected.image] ?? { width: 0, height: 0 };
    const tiles = family.images.cut(painted(size.width, size.height));
    const packed = family.images.pack(tiles);
    expect(packed.pixel_values?.dims).toEqual(expected.shape);
    for (const name of ["spatial_shapes", "image_grid_thw"] as const) {
      if (expected[name] !== undefined) expect(integersIn(packed, name)).toEqual(expected[name].flat());
    }
    const floats = floatsIn(packed, "pixel_values");
    const bytes = bytesBehind(floats, { mean: image_mean[0], deviation: image_std[0] });
    expect(bytes.reduce((sum, byte) => sum + byte, 0)).toBe(expected.byteSum);
    expect(adler32(bytes)).toBe(expected.adler32);
    for (const [index, value] of expected.first.entries()) {
      expect(Math.abs((floats[index] ?? Number.NaN) - value)).toBeLessThan(PIXEL_TOLERANCE);
    }
    // What is shown on the screen is what was packed, and the layout told before is what was cut.
    expect(family.images.unpack(packed)).toEqual(tiles);
    const { tiles: laid } = family.images.layoutOf(size);
    expect(laid.map(({ width, height }) => [width, height])).toEqual(tiles.map(({ width, height }) => [width, height]));
  });
});

describe.each(FIXTURES)("%s", (fixture) => {
  const golden = goldenOf(fixture);
  const family = familyIn(fixture);
  let tiny: TinyModel;
  beforeAll(async () => {
    tiny = await loadTiny(await familySource(fixture));
  });
  afterAll(() => tiny.engine.unload());
  const said = (chat: GoldenChat): PromptMessage[] => messagesOf(chat, golden.images);

  it.each(golden.chats)("$name: the same prompt", async (chat) => {
    const { text, tokenIds } = await tiny.model.render(said(chat), false);
    expect(text).toBe(chat.prompt);
    expect(tokenIds).toEqual(chat.ids);
    const images = said(chat).flatMap(({ parts }) => parts.flatMap((part) => (part.kind === "image" ? [part] : [])));
    const rows = images.reduce((sum, { image }) => sum + tokensOf(family.images.layoutOf(image.pixels)), 0);
    expect(tokenIds.filter((id) => id === family.imageTokenId)).toHaveLength(rows);
  });

  it.each(golden.chats)("$name: the same logits", async (chat) => {
    const vocabulary = Object.keys(tiny.model.card.specialTokens).length + 300;
    const logits = await logitsOf(tiny.model, said(chat), chat.logits, vocabulary);
    for (const [id, value] of chat.logits.first.entries()) {
      expect(Math.abs((logits[id] ?? Number.NaN) - value)).toBeLessThan(LOGIT_TOLERANCE);
    }
  });

  it.each(golden.chats)("$name: the same ten tokens", async (chat) => {
    // Twice with the cache, so that the second time finds whatever the first has left, and once without.
    for (const cached of [true, true, false]) {
      if (!cached) await tiny.model.setCacheEnabled(false);
      const { ids, tokens } = await listen(tiny.model.continue(request(said(chat)), NEVER));
      expect(ids).toEqual(chat.greedy.ids);
      for (const [index, { logProbability }] of tokens.entries()) {
        const expected = chat.greedy.logprobs[index] ?? Number.NaN;
        expect(Math.abs(logProbability - expected)).toBeLessThan(LOGIT_TOLERANCE);
      }
    }
    await tiny.model.setCacheEnabled(true);
  });
});

const opening: readonly PromptMessage[] = [user(picture(40, 30), words("Where is the star?"))];
const shown = user(picture(50, 20), words("And here?"));
const assistant = (tokenIds: readonly number[]): PromptMessage => ({ role: "assistant", parts: [], tokenIds });

const grow = (model: EngineModel, line: readonly PromptMessage[], seed = 0) =>
  listen(
    model.continue(
      request(line, { maxTokens: 5, sampling: { ...GREEDY, temperature: seed === 0 ? 0 : 1, seed } }),
      NEVER,
    ),
  );

/** A tree of branches, grown in an order that leaves each and comes back to it. */
async function tour(model: EngineModel) {
  const [first, second] = [await grow(model, opening), await grow(model, opening, 7)];
  const lines = [first, second].map(({ ids }) => [...opening, assistant(ids), shown]);
  const grown = [first, second];
  for (const index of [0, 1, 0, 1]) grown.push(await grow(model, lines[index] ?? []));
  grown.push(await grow(model, [...opening, assistant(first.ids.slice(0, 3)), shown]));
  grown.push(await grow(model, [...(lines[0] ?? []), assistant(second.ids), user(words("Look again."))]));
  grown.push(await grow(model, lines[0] ?? []));
  return { ids: grown.map(({ ids }) => ids), prompts: grown.map(({ prompt }) => prompt) };
}

describe.each(FIXTURES)("branches of %s", (fixture) => {
  it("[K10] go on with the same tokens cold, branched, rewound and restored", async () => {
    const { engine, model } = await loadTiny(await familySource(fixture));
    const { ids } = await tour(model);
    await model.setCacheEnabled(false);
    expect((await tour(model)).ids).toEqual(ids);
    await model.setCacheEnabled(true);
    expect((await tour(model)).ids).toEqual(ids);
    await engine.unload();
    const tight = await loadTiny(await familySource(fixture), { budgets: { kvBytes: 60_000, visionBytes: 4000 } });
    expect((await tour(tight.model)).ids).toEqual(ids);
    await tight.engine.unload();
  });

  it("[K1] [K13] pay for no step that was taken before", async () => {
    const { engine, model } = await loadTiny(await familySource(fixture));
    const { prompts } = await tour(model);
    const [opened, sibling, first, , again, , , deeper] = prompts;
    expect(sibling?.reusedTokens).toBe(opened?.promptTokens);
    // All of the opening and all words but the last, which nobody had asked the network to go on from.
    expect(first?.reusedTokens).toBe((opened?.promptTokens ?? 0) + 4);
    expect(again?.reusedTokens).toBe(again?.promptTokens);
    expect(deeper?.reusedTokens).toBeGreaterThanOrEqual(again?.promptTokens ?? Number.NaN);
    await engine.unload();
  });

  // A log that was opened has no path of its own in the cache: the first prompt is the whole line.
  it("[K13] find the ends of steps in a line that was computed in one piece", async () => {
    const { engine, model } = await loadTiny(await familySource(fixture));
    const line = [...opening, assistant([10, 11, 12]), shown, assistant([13, 14]), user(words("Which?"))];
    await grow(model, line);
    const head = (await model.render([...opening, assistant([10, 11, 12])], true)).tokenIds.length;
    const branch = await grow(model, [...opening, assistant([10, 11, 12]), user(picture(20, 44))]);
    expect(branch.prompt?.reusedTokens).toBeGreaterThanOrEqual(head);
    await engine.unload();
  });
});
