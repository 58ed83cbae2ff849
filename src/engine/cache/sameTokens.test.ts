import { afterEach, describe, expect, it } from "vitest";
import type { EngineModel, PromptMessage } from "../contract/model";
import {
  GREEDY,
  listen,
  loadTiny,
  NEVER,
  picture,
  request,
  type TinyModel,
  unsplit,
  user,
  words,
} from "../testing/tinyModel";

const opening: readonly PromptMessage[] = [user(picture(40, 30), words("Where is the star?"))];
const shown = user(picture(50, 20));

let tiny: TinyModel | null = null;
afterEach(async () => {
  await tiny?.engine.unload();
  tiny = null;
});

async function fresh(budgets = {}): Promise<EngineModel> {
  tiny = await loadTiny(await unsplit(), { budgets });
  return tiny.model;
}

const said = (tokenIds: readonly number[]): PromptMessage => ({ role: "assistant", parts: [], tokenIds });

/** Writes on from a line and gives what was written and what it cost. */
const grow = async (model: EngineModel, line: readonly PromptMessage[], seed = 0) =>
  listen(
    model.continue(
      request(line, { maxTokens: 6, sampling: { ...GREEDY, temperature: seed === 0 ? 0 : 1, seed } }),
      NEVER,
    ),
  );

/** A small tree of branches, grown in an order that leaves and comes back to each. */
async function tour(model: EngineModel): Promise<number[][]> {
  const first = await grow(model, opening);
  const second = await grow(model, opening, 7);
  const lines = [first, second].map(({ ids }) => [...opening, said(ids), shown]);
  const texts: number[][] = [first.ids, second.ids];
  for (const index of [0, 1, 0, 1]) texts.push((await grow(model, lines[index] as PromptMessage[])).ids);
  const shortened = [...opening, said(first.ids.slice(0, 3)), shown];
  texts.push((await grow(model, shortened)).ids, (await grow(model, lines[0] as PromptMessage[])).ids);
  return texts;
}

describe("same tokens", () => {
  it("[K10] with the cache on, off, and evicting all the time", async () => {
    const model = await fresh();
    const cached = await tour(model);
    await model.setCacheEnabled(false);
    expect(await tour(model)).toEqual(cached);
    await model.setCacheEnabled(true);
    expect(await tour(model)).toEqual(cached);
    expect(await tour(await fresh({ kvBytes: 1, visionBytes: 1 }))).toEqual(cached);
    expect(await tour(await fresh({ kvBytes: 60_000 }))).toEqual(cached);
  });

  it("[K1] [K11] pays for a branch only from where it parts", async () => {
    const model = await fresh();
    const first = await grow(model, opening);
    const line = [...opening, said(first.ids), shown];
    const { prompt } = await grow(model, line);
    // All of the opening and all words but the last, which nobody had asked the network to go on from.
    expect(prompt?.reusedTokens).toBe((first.prompt?.promptTokens ?? 0) + first.ids.length - 1);
    const branch = await grow(model, [...opening, said(first.ids.slice(0, 2)), shown]);
    expect(branch.prompt?.reusedTokens).toBe((first.prompt?.promptTokens ?? 0) + 2);
    const back = await grow(model, [...line, said([5]), shown]);
    expect(back.prompt?.reusedTokens).toBeGreaterThanOrEqual(prompt?.promptTokens ?? Number.NaN);
    expect([back.prompt?.imagesEncoded, back.prompt?.imagesReused]).toEqual([0, 3]);
  });

  it("[K12] asks nothing of the network for a sibling's first token", async () => {
    const model = await fresh();
    const { prompt } = await grow(model, opening, 1);
    expect(prompt?.reusedTokens).toBe(0);
    const sibling = await grow(model, opening, 2);
    expect(sibling.prompt?.reusedTokens).toBe(sibling.prompt?.promptTokens);
  });

  it("[K9] does not take one picture for another of the same size", async () => {
    const model = await fresh();
    const { kind, image } = picture(40, 30);
    const other = { kind, image: { ...picture(30, 40).image, hash: "other" } };
    const same = await grow(model, [user({ kind, image }, words("What?"))]);
    const different = await grow(model, [user(other, words("What?"))]);
    expect(different.prompt?.imagesEncoded).toBe(1);
    expect(different.prompt?.reusedTokens).toBeLessThan(10);
    await model.setCacheEnabled(false);
    expect((await grow(model, [user(other, words("What?"))])).ids).toEqual(different.ids);
    expect((await grow(model, [user({ kind, image }, words("What?"))])).ids).toEqual(same.ids);
  });

  it("[K6] stays within its budgets and says what it holds", async () => {
    const model = await fresh({ kvBytes: 60_000, visionBytes: 2000 });
    await tour(model);
    const state = await model.cacheState();
    expect(state.visionBytes).toBeLessThanOrEqual(2000);
    expect(state.tokens).toBeGreaterThan(0);
    await model.clearCache();
    expect(await model.cacheState()).toMatchObject({ kvBytes: 0, visionBytes: 0, leafCount: 0, tokens: 0 });
  });
});
