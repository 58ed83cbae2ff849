// The third composition root: other systems' logs are read here, so that a large one stops no page.
import { createLogReader, type FromLogWorker, serveLogs, type ToLogWorker } from "../logs";
import { openZip } from "./openZip";

const answer = serveLogs(createLogReader({ nowMillis: () => performance.now(), openZip }), (message: FromLogWorker) =>
  globalThis.postMessage(message),
);
globalThis.addEventListener("message", ({ data }: MessageEvent<ToLogWorker>) => answer(data));
