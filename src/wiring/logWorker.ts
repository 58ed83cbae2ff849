// The third composition root: other systems' logs are read here, so that a large one stops no page.
import { createLogDesk } from "../logs/openLogs";
import type { FromLogWorker, ToLogWorker } from "../logs/protocol";
import { serveLogs } from "../logs/serve";

const answer = serveLogs(
  createLogDesk(() => performance.now()),
  (message: FromLogWorker) => globalThis.postMessage(message),
);
globalThis.addEventListener("message", ({ data }: MessageEvent<ToLogWorker>) => answer(data));
