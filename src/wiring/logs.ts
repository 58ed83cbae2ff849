import { createLogs as createLogsOver, type FromLogWorker, type Logs, type LogWire } from "../logs";

/** Logs, read in a worker for each set of files. */
export const createLogs = (): Logs => createLogsOver(openWorker);

function openWorker(): LogWire {
  const worker = new Worker(new URL("./logWorker.ts", import.meta.url), { type: "module" });
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (listener) =>
      worker.addEventListener("message", ({ data }: MessageEvent<FromLogWorker>) => listener(data)),
    onBroken: (listener) => worker.addEventListener("error", ({ message }) => listener(message)),
    close: () => worker.terminate(),
  };
}
