// Against transformers on PyTorch (training/golden.py), the tiny random Idefics3 of the fixtures.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EngineModel } from "./contract/model";
import type { Family } from "./family/family";
import { createIdefics3 } from "./family/idefics3";
import golden from "./fixtures/tiny-idefics3.golden.json";
import { adler32, LOGIT_TOLERANCE, logitsOf, messagesOf, PIXEL_TOLERANCE } from "./testing/golden";
import {
  listen,
  loadTiny,
  NEVER,
  picture,
  request,
  type TinyModel,
  tinyFile,
  tinySource,
  unsplit,
} from "./testing/tinyModel";
import { floatsIn } from "./vision/layout";

const sizeOf = (name: string): { width: number; height: number } =>
  (golden.images as Record<string, { width: number; height: number }>)[name] as { width: number; height: number };

async function familyThatSplits(do_image_splitting: boolean): Promise<Family> {
  const json = async (path: string): Promise<object> => JSON.parse(await (await tinyFile(path)).text());
  return createIdefics3({
    config: { ...(await json("config.json")) },
    preprocessor: { ...(await json("preprocessor_config.json")), do_image_splitting },
    processor: {},
    generation: {},
    tokenizer: {},
  });
}

describe("preprocessing", () => {
  it.each(golden.preprocess)("$image, split: $split", async ({ image, split, rows, cols, shape, samples, ...sums }) => {
    const family = await familyThatSplits(split);
    const { width, height } = sizeOf(image);
    const layout = family.images.layoutOf({ width, height });
    expect([layout.rows, layout.columns]).toEqual([rows, cols]);
    const packed = family.images.pack(family.images.cut(picture(width, height).image.pixels));
    expect(packed.pixel_values?.dims).toEqual([1, ...shape]);
    const floats = floatsIn(packed, "pixel_values");
    const bytes = Uint8Array.from(floats, (value) => Math.round((value * 0.5 + 0.5) * 255));
    expect(bytes.reduce((sum, byte) => sum + byte, 0)).toBe(sums.byteSum);
    expect(adler32(bytes)).toBe(sums.adler32);
    const [, channels = 0, high = 0, wide = 0] = shape;
    for (const { at, value } of samples) {
      const [tile = 0, channel = 0, y = 0, x = 0] = at;
      const found = floats[((tile * channels + channel) * high + y) * wide + x] as number;
      expect(Math.abs(found - value)).toBeLessThan(PIXEL_TOLERANCE);
    }
  });
});

type Chat = (typeof golden.chats)[number];

const said = (chat: Chat) => messagesOf(chat, golden.images);

describe.each([
  ["with the cache", true, {}],
  ["without the cache", false, {}],
  ["with a cache that keeps almost nothing", true, { budgets: { kvBytes: 1, visionBytes: 1 } }],
] as const)("%s", (_, cached, environment) => {
  const loaded: { split?: TinyModel; whole?: TinyModel } = {};
  beforeAll(async () => {
    loaded.split = await loadTiny(await tinySource(), environment);
    loaded.whole = await loadTiny(await unsplit(), environment);
    for (const { model } of [loaded.split, loaded.whole]) await model.setCacheEnabled(cached);
  });
  afterAll(async () => {
    for (const tiny of Object.values(loaded)) await tiny.engine.unload();
  });
  const modelFor = (chat: Chat): EngineModel => (chat.split ? loaded.split : loaded.whole)?.model as EngineModel;

  it.each(golden.chats)("$name: the same prompt", async (chat) => {
    const { text, tokenIds, pieces } = await modelFor(chat).render(said(chat), false);
    expect(text).toBe(chat.prompt);
    expect(tokenIds).toEqual(chat.ids);
    expect(pieces).toHaveLength(chat.ids.length);
  });

  it.each(golden.chats)("$name: the same logits", async (chat) => {
    const logits = await logitsOf(modelFor(chat), said(chat), chat.logits, 342);
    for (const [id, value] of chat.logits.first.entries()) {
      expect(Math.abs((logits[id] as number) - value)).toBeLessThan(LOGIT_TOLERANCE);
    }
  });

  it.each(golden.chats)("$name: the same ten tokens", async (chat) => {
    // Twice, so that the second time finds whatever the first has left.
    for (let time = 0; time < 2; time++) {
      const { ids, tokens } = await listen(modelFor(chat).continue(request(said(chat)), NEVER));
      expect(ids).toEqual(chat.greedy.ids);
      for (const [index, { logProbability }] of tokens.entries()) {
        const expected = chat.greedy.logprobs[index] as number;
        expect(Math.abs(logProbability - expected)).toBeLessThan(LOGIT_TOLERANCE);
      }
    }
  });
});
