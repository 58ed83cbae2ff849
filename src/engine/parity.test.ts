// Against transformers on PyTorch (training/golden.py), the tiny random Idefics3 of the fixtures.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EngineModel, PromptMessage } from "./contract/model";
import type { Family } from "./family/family";
import { createIdefics3 } from "./family/idefics3";
import golden from "./fixtures/tiny-idefics3.golden.json";
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
  words,
} from "./testing/tinyModel";

/**
 * Logits come out of another library's kernels in another order of summation. They are of the order of one, and 32-bit
 * sums of some hundred products differ by a few 1e-7 a layer; 2e-5 leaves a tenfold margin and is still a thousand times
 * finer than what a wrong tile, position or token would do.
 */
const LOGIT_TOLERANCE = 2e-5;
const LOG_PROBABILITY_TOLERANCE = 2e-5;
/** Bytes are equal to the bit; their floats are one multiplication apart. */
const PIXEL_TOLERANCE = 1e-6;

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

/** zlib's checksum. */
function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return b * 65536 + a;
}

describe("preprocessing", () => {
  it.each(golden.preprocess)("$image, split: $split", async ({ image, split, rows, cols, shape, samples, ...sums }) => {
    const family = await familyThatSplits(split);
    const { width, height } = sizeOf(image);
    const layout = family.images.layoutOf({ width, height });
    expect([layout.rows, layout.columns]).toEqual([rows, cols]);
    const values = family.images.pack(family.images.cut(picture(width, height).image.pixels)).pixel_values;
    expect(values?.dims).toEqual([1, ...shape]);
    const floats = values?.data as Float32Array;
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

const messagesOf = (chat: Chat): PromptMessage[] =>
  chat.messages.map(({ role, content }) => ({
    role: role as PromptMessage["role"],
    parts: content.map((part) => {
      if (part.type !== "image") return words(part.text ?? "");
      const { width, height } = sizeOf(part.image ?? "");
      return picture(width, height);
    }),
  }));

/** Log-probabilities of every token, with the constant that the softmax took away put back: the sum of all logits has it. */
async function logitsOf(model: EngineModel, chat: Chat, vocabulary: number): Promise<number[]> {
  const all = request(messagesOf(chat), { maxTokens: 1, alternatives: vocabulary });
  const [token] = (await listen(model.continue(all, NEVER))).tokens;
  const logits: number[] = [];
  for (const { id, logProbability } of [token, ...(token?.alternatives ?? [])].filter((t) => t !== undefined)) {
    logits[id] = logProbability;
  }
  const constant = (chat.logits.sum - logits.reduce((sum, value) => sum + value, 0)) / logits.length;
  return logits.map((value) => value + constant);
}

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
    const { text, tokenIds, pieces } = await modelFor(chat).render(messagesOf(chat), false);
    expect(text).toBe(chat.prompt);
    expect(tokenIds).toEqual(chat.ids);
    expect(pieces).toHaveLength(chat.ids.length);
  });

  it.each(golden.chats)("$name: the same logits", async (chat) => {
    const logits = await logitsOf(modelFor(chat), chat, 342);
    for (const [id, value] of chat.logits.first.entries()) {
      expect(Math.abs((logits[id] as number) - value)).toBeLessThan(LOGIT_TOLERANCE);
    }
  });

  it.each(golden.chats)("$name: the same ten tokens", async (chat) => {
    // Twice, so that the second time finds whatever the first has left.
    for (let time = 0; time < 2; time++) {
      const { ids, tokens } = await listen(modelFor(chat).continue(request(messagesOf(chat)), NEVER));
      expect(ids).toEqual(chat.greedy.ids);
      for (const [index, { logProbability }] of tokens.entries()) {
        const expected = chat.greedy.logprobs[index] as number;
        expect(Math.abs(logProbability - expected)).toBeLessThan(LOG_PROBABILITY_TOLERANCE);
      }
    }
  });
});
