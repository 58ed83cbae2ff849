/** Lets the page paint and answer before the work goes on. A timer is held back, by 4 ms and more in a tab out of sight. */
export const breathe = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
