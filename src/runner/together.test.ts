import { describe, expect, it } from "vitest";
import { GREEDY } from "../trace";
import type { ModelEvent, ModelRequest, RunModel } from "./ports";
import { speaking } from "./testing";
import { createSeats } from "./together";

const NEVER = new AbortController().signal;

const ask = (text: string, seed = 1): ModelRequest => ({
  turns: [{ role: "user", parts: [{ kind: "text", text }] }],
  open: false,
  sampling: { ...GREEDY, temperature: 1, seed },
  maxTokens: 20,
  alternatives: 0,
});

/** Says its seed; together it says one token of each in turn, and counts how often it was asked so. */
function batching(): RunModel & { readonly passes: number[] } {
  const passes: number[] = [];
  const alone = speaking(({ sampling }) => `seed ${sampling.seed}`);
  return {
    id: alone.id,
    continue: alone.continue,
    passes,
    async *continueAll({ samplings }, signal, each) {
      passes.push(samplings.length);
      yield { kind: "prompt", promptTokens: 10, reusedTokens: 0 };
      const words = samplings.map(({ seed }) => [...`seed ${seed}`]);
      for (let at = 0; at < Math.max(...words.map(({ length }) => length)); at++) {
        for (const [rollout, tokens] of words.entries()) {
          await Promise.resolve();
          signal.throwIfAborted();
          const text = tokens[at];
          if (text === undefined || each[rollout]?.aborted) continue;
          yield { kind: "token", rollout, token: { id: at, text, logProbability: -0.1, alternatives: [] } };
          if (at === tokens.length - 1) yield { kind: "end", rollout, reason: "stop-token" };
        }
      }
    },
  };
}

async function heard(events: AsyncIterable<ModelEvent>): Promise<string> {
  let words = "";
  for await (const event of events) if (event.kind === "token") words += event.token.text;
  return words;
}

describe("runs that go on at the same time", () => {
  it("are continued in one pass where they ask the same, and write what each would alone", async () => {
    const model = batching();
    const seats = createSeats(model, 3, NEVER);
    const said = await Promise.all(
      seats.map(async (seat, i) => {
        const words = await heard(seat.model.continue(ask("Which?", i + 1), NEVER));
        seat.leave();
        return words;
      }),
    );
    expect([said, model.passes]).toEqual([["seed 1", "seed 2", "seed 3"], [3]]);
  });

  it("ask apart where they ask different things, and meet again", async () => {
    const model = batching();
    const seats = createSeats(model, 4, NEVER);
    await Promise.all(
      seats.map(async (seat, i) => {
        await heard(seat.model.continue(ask(i < 2 ? "Left?" : "Right?", i), NEVER));
        await heard(seat.model.continue(ask("And now?", i), NEVER));
        seat.leave();
      }),
    );
    expect(model.passes).toEqual([2, 2, 4]);
  });

  it("do not wait for one that has left", async () => {
    const model = batching();
    const [first, second] = createSeats(model, 2, NEVER);
    second?.leave();
    second?.leave();
    expect(await heard(first?.model.continue(ask("Which?"), NEVER) ?? (async function* () {})())).toBe("seed 1");
  });

  it("go on where one of them stops listening", async () => {
    const model = batching();
    const [first, second] = createSeats(model, 2, NEVER);
    if (!first || !second) throw new Error("Two seats were asked for");
    const hasty = async (): Promise<void> => {
      for await (const event of first.model.continue(ask("Which?", 1), NEVER)) if (event.kind === "token") break;
      first.leave();
    };
    const [, words] = await Promise.all([hasty(), heard(second.model.continue(ask("Which?", 2), NEVER))]);
    expect(words).toBe("seed 2");
  });

  it("all hear of a failure of their model", async () => {
    const broken: RunModel = {
      id: "broken",
      // biome-ignore lint/correctness/useYield: it fails before it says anything
      async *continue() {
        throw new Error("out of memory");
      },
    };
    const asked = createSeats(broken, 2, NEVER).map((seat) => heard(seat.model.continue(ask("Which?"), NEVER)));
    const ends = await Promise.allSettled(asked);
    expect(ends.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  });

  it("are stopped together", async () => {
    const stop = new AbortController();
    const seats = createSeats(batching(), 2, stop.signal);
    const asked = seats.map((seat) => heard(seat.model.continue(ask("Which?"), stop.signal)));
    stop.abort();
    const ends = await Promise.allSettled(asked);
    expect(ends.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  });
});
