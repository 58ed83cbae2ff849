/**
 * A turn for the thread between two parts of a long work: the page paints and answers, a worker reads its messages. A timer
 * is held back, by 4 ms and more, in a tab out of sight by far more.
 */
export const breathe = (): Promise<void> => new Promise((resolve) => soon(resolve));

/** As `breathe`, but only where the last turn is so long ago: between very short parts each turn would take as long as they. */
export function breatherEvery(millis: number): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < millis) return;
    await breathe();
    last = performance.now();
  };
}

type Soon = (then: () => void) => void;

/** Node has it and browsers do not. */
const { setImmediate: immediately } = globalThis;
const soon: Soon = typeof immediately === "function" ? (then) => void immediately(then) : throughChannel();

/** One channel for all: making one takes ten times as long in Chromium as sending through it. */
function throughChannel(): Soon {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return (then) => {
    waiting.push(then);
    port2.postMessage(null);
  };
}
