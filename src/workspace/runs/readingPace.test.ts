import { expect, it } from "vitest";
import type { RunEvent, RunOutcome } from "../../runner";
import { stepId } from "../../trace/testing";
import { createReadingPace } from "./readingPace";
import { readingMillis } from "./readingTime";

const draft = (text: string): RunEvent => ({
  kind: "draft",
  draft: {
    parent: stepId("problem"),
    piece: { kind: "thought", raw: text, text },
    tokens: [],
    cost: { promptTokens: 0, reusedTokens: 0, generatedTokens: 0, timeToFirstTokenMillis: 0, decodeMillis: 0 },
  },
});
const step: RunEvent = { kind: "edit", edit: { kind: "batch", edits: [] }, step: stepId("thought") };
const ANSWERED: RunOutcome = { kind: "answered" };

/** A run that tells these as fast as it is asked, and says how many it was asked for. */
function telling(events: readonly RunEvent[]) {
  const asked = { count: 0 };
  async function* run(): AsyncGenerator<RunEvent, RunOutcome> {
    for (const event of events) {
      asked.count += 1;
      yield event;
    }
    return ANSWERED;
  }
  return { run: run(), asked };
}

/** A clock that a test moves: the waits that were asked for, and the way to let the last of them end. */
function heldClock() {
  const waits: number[] = [];
  let end: () => void = () => {};
  const timer = (callBack: () => void, millis: number) => {
    waits.push(millis);
    end = callBack;
    return () => {};
  };
  return { waits, timer, pass: () => end() };
}

const rest = () => new Promise((resolve) => setTimeout(resolve));

it("shows new words when those before were read, and lets the run go on meanwhile", async () => {
  const { run, asked } = telling([draft("look"), draft("look at"), step]);
  const { waits, timer, pass } = heldClock();
  const shown = createReadingPace(timer).pace(run);
  await shown.next();
  const second = shown.next();
  await rest();
  expect([asked.count, waits]).toEqual([3, [readingMillis("look")]]);
  pass();
  expect((await second).value).toEqual(draft("look at"));
});

it("waits for new words alone, and a moment after each step", async () => {
  const events = [draft("look"), draft("look at"), draft("look at it"), step, draft("look")];
  const { waits, timer, pass } = heldClock();
  const shown = createReadingPace((callBack, millis) => {
    const callOff = timer(callBack, millis);
    queueMicrotask(pass);
    return callOff;
  }).pace(telling(events).run);
  for await (const _ of shown);
  const word = readingMillis("look");
  expect(waits.map(Math.round)).toEqual([word, word, word, 900, word].map(Math.round));
});

it("shows everything at once when a person has no more time, and tells how the run ended", async () => {
  const events = [draft("one"), draft("one two"), step, draft("three")];
  const { waits, timer } = heldClock();
  const pace = createReadingPace(timer);
  const shown = pace.pace(telling(events).run);
  await shown.next();
  const seen: RunEvent[] = [];
  const all = (async () => {
    for (;;) {
      const { value, done } = await shown.next();
      if (done) return value;
      seen.push(value);
    }
  })();
  await rest();
  pace.hurry();
  expect(await all).toEqual(ANSWERED);
  expect([seen, waits.length]).toEqual([events.slice(1), 1]);
});

it("throws what the run throws, behind what it told", async () => {
  async function* broken(): AsyncGenerator<RunEvent, RunOutcome> {
    yield step;
    throw new Error("a bug");
  }
  const pace = createReadingPace();
  pace.hurry();
  const shown = pace.pace(broken());
  expect((await shown.next()).value).toEqual(step);
  await expect(shown.next()).rejects.toThrow("a bug");
});
