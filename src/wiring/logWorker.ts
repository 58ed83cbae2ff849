// The third composition root: other systems' logs are read here, so that a large one stops no page.
import { hintsOf } from "../annotation";
import { createLogReader, type FromLogWorker, serveLogs, type ToLogWorker } from "../logs";
import { lineThrough, type Trace } from "../trace";
import { openZip } from "./openZip";

/** The hints about the newest line of a trace, as the list opens it: without its pictures. */
function countHints(trace: Trace): number {
  const last = lineThrough(trace, null).at(-1);
  return last ? hintsOf(trace, last.id).length : 0;
}

const reader = createLogReader({ nowMillis: () => performance.now(), openZip, countHints });
const answer = serveLogs(reader, (message: FromLogWorker) => globalThis.postMessage(message));
globalThis.addEventListener("message", ({ data }: MessageEvent<ToLogWorker>) => answer(data));
