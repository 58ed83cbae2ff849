import type { RunEvent, RunOutcome } from "../../runner";
import { readingMillis } from "./readingTime";

// For an audience: what a run says is shown no faster than it is read aloud. The run itself goes on at its own speed, and
// what it tells of its cost is of that; only what it told waits here until those before it were read.

type Events = AsyncGenerator<RunEvent, RunOutcome>;

/** How long a new step is looked at before what follows it. */
const STEP_MILLIS = 900;

export interface ReadingPace {
  /** The events of a run, each held back until the one before was read. */
  pace(events: Events): Events;
  /** Ends all waiting: what was told is shown now, and what comes is shown as it comes. */
  hurry(): void;
}

/** @param timer calls back after so many milliseconds, and gives the way to call it off */
export function createReadingPace(
  timer: (callBack: () => void, millis: number) => () => void = usualTimer,
): ReadingPace {
  let isHurried = false;
  let stopWaiting: (() => void) | null = null;
  const wait = (millis: number): Promise<void> =>
    new Promise((resolve) => {
      if (isHurried || millis <= 0) return resolve();
      const callOff = timer(resolve, millis);
      stopWaiting = () => {
        callOff();
        resolve();
      };
    });
  return {
    pace: (events) => oneByOne(pulled(events), wait),
    hurry() {
      isHurried = true;
      stopWaiting?.();
    },
  };
}

const usualTimer = (callBack: () => void, millis: number): (() => void) => {
  const timer = setTimeout(callBack, millis);
  return () => clearTimeout(timer);
};

async function* oneByOne(events: Events, wait: (millis: number) => Promise<void>): Events {
  let read = "";
  for (;;) {
    const { value, done } = await events.next();
    if (done) return value;
    yield value;
    const words = wordsOf(value);
    if (words !== null) {
      // A draft is the whole of what is being said; only what is new in it is still to be read.
      const before = words.startsWith(read) ? readingMillis(read) : 0;
      read = words;
      await wait(readingMillis(words) - before);
    } else if (value.kind === "edit") {
      read = "";
      await wait(STEP_MILLIS);
    }
  }
}

const wordsOf = (event: RunEvent): string | null => {
  const piece = event.kind === "draft" ? event.draft.piece : null;
  if (!piece || piece.kind === "filler") return null;
  return "text" in piece ? piece.text : piece.raw;
};

/** The same events, asked for as fast as the run can tell them, whoever waits in between. */
async function* pulled(events: Events): Events {
  const waiting: RunEvent[] = [];
  let ended: { readonly outcome: RunOutcome } | { readonly thrown: unknown } | null = null;
  let wake = (): void => {};
  const pull = async (): Promise<void> => {
    try {
      for (;;) {
        const { value, done } = await events.next();
        if (done) {
          ended = { outcome: value };
          return;
        }
        waiting.push(value);
        wake();
      }
    } catch (thrown) {
      // A bug in the run is thrown where the run is read, behind what it told before.
      ended = { thrown };
    } finally {
      wake();
    }
  };
  void pull();
  for (;;) {
    const next = waiting.shift();
    if (next) yield next;
    else if (ended) return outcomeOf(ended);
    else
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
  }
}

function outcomeOf(ended: { readonly outcome: RunOutcome } | { readonly thrown: unknown }): RunOutcome {
  if ("thrown" in ended) throw ended.thrown;
  return ended.outcome;
}
