// The third composition root: other systems' logs are read here, so that a large one stops no page. The same script is also
// each of the threads that a long log is read in: what it is shows in the first message.
import { hintsOf } from "../annotation";
import {
  answerBatch,
  createLogReader,
  createPiecePool,
  type FromLogWorker,
  type FromPoolThread,
  type PiecePool,
  type PoolWire,
  serveLogs,
  type ToLogWorker,
  type ToPoolThread,
} from "../logs";
import { lineThrough, type Trace } from "../trace";
import { openZip } from "./openZip";
import { openScorer } from "./runScorer";

/** More threads than this wait for the one that cuts. */
const MOST_THREADS = 4;

/** The hints about the newest line of a trace, as the list opens it: without its pictures. */
function countHints(trace: Trace): number {
  const last = lineThrough(trace, null).at(-1);
  return last ? hintsOf(trace, last.id).length : 0;
}

function openPool(): PiecePool | null {
  const width = Math.min(MOST_THREADS, navigator.hardwareConcurrency);
  return width > 1 ? createPiecePool(openThread, width) : null;
}

function openThread(): PoolWire {
  const thread = new Worker(globalThis.location.href, { type: "module", name: "log pieces" });
  return {
    post: (message) => thread.postMessage(message, [message.batch.bytes.buffer]),
    onMessage: (listener) =>
      thread.addEventListener("message", ({ data }: MessageEvent<FromPoolThread>) => listener(data)),
    onBroken: (listener) => thread.addEventListener("error", ({ message }) => listener(message)),
    close: () => thread.terminate(),
  };
}

const reader = createLogReader({ nowMillis: () => performance.now(), openZip, countHints, openPool, openScorer });
const answer = serveLogs(reader, (message: FromLogWorker) => globalThis.postMessage(message));
globalThis.addEventListener("message", ({ data }: MessageEvent<ToLogWorker | ToPoolThread>) => {
  if ("batch" in data) void answerBatch(data, countHints).then((answered) => globalThis.postMessage(answered));
  else answer(data);
});
