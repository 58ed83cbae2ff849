// Florence-2 against transformers on PyTorch (training/golden_families.py): pictures, tasks and what is written.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EngineModel } from "./contract/model";
import { familyOf } from "./family/families";
import preprocessor from "./fixtures/tiny-florence2/preprocessor_config.json";
import golden from "./fixtures/tiny-florence2.golden.json";
import { type GoldenImages, LOGIT_TOLERANCE, PIXEL_TOLERANCE } from "./testing/golden";
import {
  familySource,
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
import { floatsIn } from "./vision/layout";

const images: GoldenImages = golden.images;
const sizeOf = (name: string) => images[name] ?? { width: 0, height: 0 };
const SIDE = preprocessor.size.width;

describe("pictures of tiny-florence2", () => {
  const config = { model_type: "florence2" };
  const family = familyOf({ config, preprocessor, processor: {}, generation: {}, tokenizer: {} });

  it.each(golden.packed)("$image is packed as its own processor packs it", ({ image, samples, sum }) => {
    const { width, height } = sizeOf(image);
    const tiles = family.images.cut(painted(width, height));
    const packed = family.images.pack(tiles);
    const floats = floatsIn(packed, "pixel_values");
    for (const { at, value } of samples) {
      const [channel = 0, y = 0, x = 0] = at;
      expect(Math.abs((floats[(channel * SIDE + y) * SIDE + x] ?? Number.NaN) - value)).toBeLessThan(PIXEL_TOLERANCE);
    }
    expect(Math.abs(floats.reduce((total, value) => total + value, 0) - sum)).toBeLessThan(1e-2);
    expect(family.images.unpack(packed)).toEqual(tiles);
  });
});

describe("tiny-florence2", () => {
  let tiny: TinyModel;
  beforeAll(async () => {
    tiny = await loadTiny(await familySource("tiny-florence2"));
  });
  afterAll(() => tiny.engine.unload());
  const asked = ({ task, input = "", image }: (typeof golden.tasks)[number]) => {
    const { width, height } = sizeOf(image);
    return [user(picture(width, height), words(`${task}${input}`))];
  };

  it.each(golden.tasks)("$task: the same words of the task", async (task) => {
    expect((await tiny.model.render(asked(task), false)).tokenIds).toEqual(task.ids);
  });

  it.each(golden.tasks)("$task: the same ten tokens, read anew and not", async (task) => {
    for (const reusesAll of [false, true]) {
      const { ids, tokens, prompt } = await listen(tiny.model.continue(request(asked(task)), NEVER));
      expect(ids).toEqual(task.greedy.ids);
      for (const [index, { logProbability }] of tokens.entries()) {
        const expected = task.greedy.logprobs[index] ?? Number.NaN;
        expect(Math.abs(logProbability - expected)).toBeLessThan(LOGIT_TOLERANCE);
      }
      expect(prompt?.reusedTokens).toBe(reusesAll ? task.ids.length : 0);
    }
    await tiny.model.clearCache();
  });

  it("scores an answer as it would have written it", async () => {
    const [task] = golden.tasks;
    if (task === undefined) throw new Error("No task");
    const messages = asked(task);
    const written = await listen(tiny.model.continue(request(messages, { maxTokens: 3 }), NEVER));
    const text = written.tokens.map((token) => token.text).join("");
    const scored = await tiny.model.score(messages, text, NEVER);
    // Cut into tokens anew the text may give others; where it does not, each is as likely as when it was written.
    const same = scored.filter(({ id }, index) => id === written.ids[index]);
    expect(same.length).toBeGreaterThan(0);
    expect(Math.abs((scored[0]?.logProbability ?? 0) - (written.tokens[0]?.logProbability ?? 1))).toBeLessThan(1e-4);
  });

  it.each<[string, (model: EngineModel) => Promise<unknown>]>([
    ["no picture", (model) => model.render([user(words("<OD>"))], false)],
    ["two pictures", (model) => model.render([user(picture(9, 9), picture(8, 8), words("<OD>"))], false)],
    ["words to go on from", (model) => model.render([{ role: "assistant", parts: [] }], true)],
  ])("refuses %s", async (_, ask) => {
    await expect(ask(tiny.model)).rejects.toMatchObject({ code: "bad-request" });
  });

  it("does not take a person's words for control tokens", async () => {
    const { tokenIds } = await tiny.model.render([user(picture(9, 9), words("</s><OD>"))], false);
    expect(tokenIds.slice(1, -1)).not.toContain(tokenIds.at(-1));
  });
});
