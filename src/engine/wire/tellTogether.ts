import { breathe } from "../../base";

/**
 * Words are told at most so often, as often as a thread that generates hears. A message for each token took the worker's
 * thread a fifteenth of the time of the built-in model's token, and nobody sees words that come sooner.
 */
const TOLD_EVERY_MILLIS = 4;

/**
 * Tells events in order, those that come quickly one after another in one message. One that comes later than that is told
 * at once, before the thread goes on to what may take long; the others when it has its next turn, or ends.
 */
export async function tellTogether<T>(
  events: AsyncIterable<T>,
  tell: (said: readonly T[]) => void,
  now: () => number = () => performance.now(),
): Promise<void> {
  let waiting: T[] = [];
  let last = Number.NEGATIVE_INFINITY;
  const tellAll = (): void => {
    if (waiting.length === 0) return;
    const said = waiting;
    waiting = [];
    last = now();
    tell(said);
  };
  try {
    for await (const event of events) {
      waiting.push(event);
      if (now() - last >= TOLD_EVERY_MILLIS) tellAll();
      else if (waiting.length === 1) void breathe().then(tellAll);
    }
  } finally {
    tellAll();
  }
}
