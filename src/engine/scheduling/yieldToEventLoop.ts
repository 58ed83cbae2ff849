/**
 * Lets the thread read its messages. A run on the CPU ends in a microtask, so without this a worker that generates would
 * hear neither an abort nor anything else until it is done. Not `setTimeout`: browsers make that wait four milliseconds.
 */
export const yieldToEventLoop: () => Promise<void> =
  typeof setImmediate === "function"
    ? () => new Promise((resolve) => setImmediate(resolve))
    : () =>
        new Promise((resolve) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => {
            port1.close();
            resolve();
          };
          port2.postMessage(null);
        });
