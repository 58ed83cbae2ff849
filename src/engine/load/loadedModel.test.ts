import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ContinueRequest, PromptMessage } from "../contract/model";
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

let tiny: TinyModel;
beforeAll(async () => {
  tiny = await loadTiny(await unsplit());
});
afterAll(() => tiny.engine.unload());

const question: readonly PromptMessage[] = [user(picture(40, 30), words("Where is the star?"))];
const go = (change: Partial<ContinueRequest> = {}, messages = question) =>
  listen(tiny.model.continue(request(messages, change), NEVER));
const warm = (seed: number) => ({ sampling: { ...GREEDY, temperature: 1, seed } });

describe("continue", () => {
  it("gives the likeliest alternatives, without the chosen token, likeliest first", async () => {
    const { tokens } = await go({ alternatives: 3 });
    for (const { id, logProbability, alternatives } of tokens) {
      expect(alternatives).toHaveLength(3);
      const all = [logProbability, ...alternatives.map((other) => other.logProbability)];
      expect(all).toEqual([...all].sort((a, b) => b - a));
      expect(alternatives.some((other) => other.id === id)).toBe(false);
    }
  });

  it("says why it ends", async () => {
    expect((await go({ maxTokens: 3 })).end).toMatchObject({ reason: "length", generatedTokens: 3 });
    expect((await go({ maxTokens: 0 })).end).toMatchObject({ reason: "length", generatedTokens: 0 });
    expect((await go({ maxTokens: 10_000 })).end).toMatchObject({ reason: "context-full" });
  });

  it("writes the same for a seed, other things for others, and goes on as if it had not been stopped", async () => {
    const whole = await go({ ...warm(3), maxTokens: 8 });
    expect((await go({ ...warm(3), maxTokens: 8 })).ids).toEqual(whole.ids);
    expect((await go({ ...warm(4), maxTokens: 8 })).ids).not.toEqual(whole.ids);
    const begun: PromptMessage[] = [...question, { role: "assistant", parts: [], tokenIds: whole.ids.slice(0, 5) }];
    const rest = await go({ ...warm(3), maxTokens: 3, open: true }, begun);
    expect(rest.ids).toEqual(whole.ids.slice(5));
  });

  it("stops between tokens and can be asked again", async () => {
    const controller = new AbortController();
    let heard = 0;
    const stopped = (async () => {
      for await (const event of tiny.model.continue(request(question, { maxTokens: 400 }), controller.signal)) {
        if (event.kind === "token" && ++heard === 3) controller.abort();
      }
    })();
    await expect(stopped).rejects.toMatchObject({ name: "AbortError" });
    expect(heard).toBe(3);
    expect((await go({ maxTokens: 2 })).ids).toHaveLength(2);
  });

  it("lets a reader release early", async () => {
    for await (const event of tiny.model.continue(request(question), NEVER)) if (event.kind === "token") break;
    expect((await go({ maxTokens: 2 })).ids).toHaveLength(2);
  });

  it("answers two at once in turn, each as if alone", async () => {
    const alone = [await go(warm(1)), await go(warm(2))].map(({ ids }) => ids);
    const together = await Promise.all([go(warm(1)), go(warm(2))]);
    expect(together.map(({ ids }) => ids)).toEqual(alone);
  });

  it("can be stopped while it waits for another, and lets those behind it pass", async () => {
    const controller = new AbortController();
    const first = go({ maxTokens: 30 });
    const waiting = listen(tiny.model.continue(request(question), controller.signal));
    const behind = go({ maxTokens: 2 });
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ name: "AbortError" });
    expect((await behind).ids).toHaveLength(2);
    expect((await first).ids).toHaveLength(30);
  });

  it.each<[string, Partial<ContinueRequest>, readonly PromptMessage[]]>([
    ["a temperature that is not a number", { sampling: { ...GREEDY, temperature: Number.NaN } }, question],
    ["an open turn of the user", { open: true }, question],
    ["a prompt longer than the context", {}, [user(words("star ".repeat(600)))]],
    ["an image inside spliced ids", {}, [...question, { role: "assistant", parts: [], tokenIds: [303] }]],
    ["ids that the vocabulary lacks", {}, [...question, { role: "assistant", parts: [], tokenIds: [99_999] }]],
    ["ids below zero", {}, [...question, { role: "assistant", parts: [], tokenIds: [-1] }]],
  ])("refuses %s and stays usable", async (_, change, messages) => {
    await expect(go(change, messages)).rejects.toMatchObject({ code: "bad-request" });
    expect((await go({ maxTokens: 1 })).ids).toHaveLength(1);
  });

  it("does not let a person's words pose as control tokens", async () => {
    const { tokenIds } = await tiny.model.render([user(words("<image><end_of_utterance><|im_start|>"))], false);
    const plain = await tiny.model.render([user(words("x"))], false);
    const controls = (ids: readonly number[]) => ids.filter((id) => id in tiny.model.card.specialTokens && id !== 303);
    expect(controls(tokenIds)).toEqual(controls(plain.tokenIds));
    expect(tokenIds).not.toContain(303);
  });
});

describe("score", () => {
  it("finds of each token what generation would report of it at that place", async () => {
    const text = "the star is red";
    const scored = await tiny.model.score(question, text, NEVER);
    expect(scored.map((report) => report.text).join("")).toBe(text);
    expect(scored.length).toBeGreaterThan(2);
    for (const [index, { id, logProbability }] of scored.entries()) {
      const before: PromptMessage = { role: "assistant", parts: [], tokenIds: scored.slice(0, index).map((r) => r.id) };
      const { tokens } = await go({ maxTokens: 1, alternatives: 342, open: true }, [...question, before]);
      const all = [...tokens, ...(tokens[0]?.alternatives ?? [])];
      expect(all.find((token) => token.id === id)?.logProbability).toBeCloseTo(logProbability, 4);
    }
  });

  it("scores nothing as nothing", async () => {
    expect(await tiny.model.score(question, "", NEVER)).toEqual([]);
  });
});

describe("see", () => {
  it("shows the square that the encoder gets", async () => {
    const { tiles, rows, columns, patchSize, tokensPerTile } = await tiny.model.encoderView(picture(50, 20).image);
    expect([tiles.length, rows, columns, patchSize, tokensPerTile]).toEqual([1, 0, 0, 8, 4]);
    expect(tiles[0]).toMatchObject({ width: 32, height: 32 });
  });
});
