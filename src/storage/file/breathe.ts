/** Lets the page paint and answer before the work goes on. Sooner than a timer, which is held back to 4 ms. */
export const breathe = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

/** Items of a long list that are worked on between two breaths. */
export const ITEMS_A_BREATH = 500;
