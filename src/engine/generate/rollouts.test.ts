// The law of rollouts: each writes what the same request writes alone with its sampling. Products over several rows are
// summed in another order than over one, which moves logits of the order of one by a few 1e-7; a draw differs only where it
// falls between two such numbers, and none of these does.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EngineModel, PromptMessage, RolloutEvent, RolloutsRequest, Sampling } from "../contract/model";
import {
  familySource,
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

const LOG_PROBABILITY_DIGITS = 4;
const question: readonly PromptMessage[] = [user(picture(40, 30), words("Where is the star?"))];
const warm = (seed: number, change: Partial<Sampling> = {}): Sampling => ({
  ...GREEDY,
  temperature: 1,
  seed,
  ...change,
});

const several = (samplings: readonly Sampling[], change: Partial<RolloutsRequest> = {}): RolloutsRequest => ({
  ...request(question, { maxTokens: 12, alternatives: 2 }),
  samplings,
  ...change,
});

async function heard(events: AsyncIterable<RolloutEvent>, count: number) {
  const all: RolloutEvent[] = [];
  for await (const event of events) all.push(event);
  const rollouts = Array.from({ length: count }, (_, rollout) => {
    const own = all.flatMap((event) => (event.kind !== "prompt" && event.rollout === rollout ? [event] : []));
    const tokens = own.flatMap((event) => (event.kind === "token" ? [event.token] : []));
    const ends = own.flatMap((event) => (event.kind === "end" ? [event] : []));
    return { tokens, ids: tokens.map(({ id }) => id), ends };
  });
  return { all, prompt: all.find((event) => event.kind === "prompt"), rollouts };
}

/** Holds rollouts to the law. */
async function expectAsAlone(model: EngineModel, asked: RolloutsRequest): Promise<void> {
  const { rollouts } = await heard(model.rollouts(asked, NEVER), asked.samplings.length);
  for (const [rollout, sampling] of asked.samplings.entries()) {
    const alone = await listen(model.continue({ ...asked, sampling }, NEVER));
    const { tokens, ids, ends } = rollouts[rollout]!;
    expect(ids).toEqual(alone.ids);
    expect(tokens.map(({ text }) => text)).toEqual(alone.tokens.map(({ text }) => text));
    expect(ends).toMatchObject([{ reason: alone.end?.reason, generatedTokens: alone.ids.length }]);
    for (const [index, { logProbability, alternatives }] of tokens.entries()) {
      const same = alone.tokens[index]!;
      expect(logProbability).toBeCloseTo(same.logProbability, LOG_PROBABILITY_DIGITS);
      expect(alternatives.map(({ id }) => id)).toEqual(same.alternatives.map(({ id }) => id));
    }
  }
}

/** Seeds with which the tiny network ends by itself at different lengths, and one that goes on. */
const MIXED = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => warm(seed, { temperature: 3 }));

describe.each([
  ["together", {}, true],
  ["one after another, for want of memory", { budgets: { kvBytes: 1, visionBytes: 1 } }, true],
  ["together, without the cache", {}, false],
  ["in two groups, for want of memory", { budgets: { kvBytes: 190_000 } }, true],
] as const)("rollouts %s", (name, environment, cached) => {
  let tiny: TinyModel;
  beforeAll(async () => {
    tiny = await loadTiny(await unsplit(), environment);
    await tiny.model.setCacheEnabled(cached);
  });
  afterAll(() => tiny.engine.unload());

  it("says how many are computed at once", async () => {
    const { prompt } = await heard(tiny.model.rollouts(several(MIXED), NEVER), 8);
    const together = name.startsWith("one after")
      ? 1
      : name.startsWith("in two")
        ? expect.toSatisfy((n: number) => n > 1 && n < 8)
        : 8;
    expect(prompt).toMatchObject({ together });
  });

  it.each<[string, RolloutsRequest]>([
    ["eight seeds", several(MIXED)],
    ["long ones that drop out one by one", several(MIXED, { maxTokens: 60 })],
    ["each with a sampling of its own", several([GREEDY, warm(1, { topK: 3 }), warm(1, { repetitionPenalty: 1.5 })])],
    ["twice the same seed", several([warm(5), warm(5)])],
    ["one alone", several([warm(5)])],
    ["none", several([])],
    ["no tokens", several([GREEDY, GREEDY], { maxTokens: 0 })],
    ["one token", several([warm(1), warm(2)], { maxTokens: 1 })],
    [
      "an open turn",
      several([warm(1), warm(2)], { messages: [...question, { role: "assistant", parts: [words("It")] }], open: true }),
    ],
  ])("write what each writes alone: %s", (_, asked) => expectAsAlone(tiny.model, asked));

  it("fill the context", async () => {
    const { rollouts } = await heard(tiny.model.rollouts(several([GREEDY, warm(2)], { maxTokens: 10_000 }), NEVER), 2);
    expect(rollouts.every(({ ends }) => ends.length === 1)).toBe(true);
    expect(rollouts.some(({ ends }) => ends[0]?.reason === "context-full")).toBe(true);
  });

  it("drop one that is stopped, and go on with the others", async () => {
    const stops = [undefined, new AbortController(), undefined];
    const asked = several([GREEDY, warm(2), warm(3)], { maxTokens: 8 });
    const events: RolloutEvent[] = [];
    for await (const event of tiny.model.rollouts(
      asked,
      NEVER,
      stops.map((stop) => stop?.signal),
    )) {
      events.push(event);
      if (event.kind === "token" && event.rollout === 1) stops[1]?.abort();
    }
    const ends = events.flatMap((event) =>
      event.kind === "end" ? [[event.rollout, event.reason, event.generatedTokens]] : [],
    );
    expect(ends).toContainEqual([1, "stopped", 1]);
    for (const rollout of [0, 2]) {
      const alone = await listen(tiny.model.continue({ ...asked, sampling: asked.samplings[rollout]! }, NEVER));
      const ids = events.flatMap((e) => (e.kind === "token" && e.rollout === rollout ? [e.token.id] : []));
      expect(ids).toEqual(alone.ids);
    }
  });

  it("stop as a whole, and the model can be asked again", async () => {
    const controller = new AbortController();
    const stopped = (async () => {
      for await (const event of tiny.model.rollouts(several(MIXED, { maxTokens: 60 }), controller.signal)) {
        if (event.kind === "token") controller.abort();
      }
    })();
    await expect(stopped).rejects.toMatchObject({ name: "AbortError" });
    await expectAsAlone(tiny.model, several([warm(1), warm(2)]));
  });

  it("can be left early", async () => {
    for await (const event of tiny.model.rollouts(several(MIXED), NEVER)) if (event.kind === "token") break;
    await expectAsAlone(tiny.model, several([warm(1), warm(2)]));
  });
});

describe("a network that keeps states beside keys and values", () => {
  let tiny: TinyModel;
  beforeAll(async () => {
    tiny = await loadTiny(await familySource("tiny-lfm2-vl"));
  });
  afterAll(() => tiny.engine.unload());

  it("writes rollouts together, each as it is written alone", async () => {
    expect(tiny.model.card.batches).toBe(true);
    await expectAsAlone(tiny.model, several(MIXED, { maxTokens: 20 }));
  });

  it("scores several answers as each is scored alone", async () => {
    const answers = ["the red star", "the blue star", "no"];
    const all = await tiny.model.scoreAll(question, answers, NEVER);
    for (const [index, answer] of answers.entries()) {
      const alone = await tiny.model.score(question, answer, NEVER);
      for (const [at, { id, logProbability }] of alone.entries()) {
        expect(all[index]![at]?.id).toBe(id);
        expect(all[index]![at]?.logProbability).toBeCloseTo(logProbability, LOG_PROBABILITY_DIGITS);
      }
    }
  });
});

describe.each([
  ["tiny-idefics3", unsplit],
  ["tiny-lfm2-vl", () => familySource("tiny-lfm2-vl")],
] as const)("what rollouts of %s leave", (_, source) => {
  let tiny: TinyModel;
  beforeAll(async () => {
    tiny = await loadTiny(await source());
  });
  afterAll(() => tiny.engine.unload());

  it("pays for the prompts that go on from each of them", async () => {
    const asked = several([GREEDY, warm(2), warm(3)], { maxTokens: 12 });
    const { prompt, rollouts } = await heard(tiny.model.rollouts(asked, NEVER), 3);
    expect(new Set(rollouts.map(({ ids }) => ids.join())).size).toBe(3);
    for (const { ids } of rollouts) {
      const next: PromptMessage[] = [...question, { role: "assistant", parts: [], tokenIds: ids }, user(words("And?"))];
      const { prompt: after } = await listen(tiny.model.continue(request(next, { maxTokens: 1 }), NEVER));
      // All but the last token, which was chosen and never computed.
      expect(after?.reusedTokens).toBeGreaterThanOrEqual((prompt?.promptTokens ?? 0) + ids.length - 1);
    }
  });

  it("refuses a sampling that is none, whichever it is", async () => {
    const asked = several([GREEDY, { ...GREEDY, temperature: Number.NaN }]);
    await expect(heard(tiny.model.rollouts(asked, NEVER), 2)).rejects.toMatchObject({ code: "bad-request" });
  });
});
