// Builders for tests of what opens logs: the real reader, in this thread.
import { err } from "../../base";
import { createLogs, type Logs } from "../client";
import type { FromLogWorker, LogWire } from "../protocol";
import { createLogReader, type LogReaderPorts } from "../reader";
import { serveLogs } from "../serve";

/** Logs read by a worker in this thread: messages are cloned and arrive later, as they would from a real one. */
export function logsInThread(ports: Partial<LogReaderPorts> = {}): Logs {
  const given: LogReaderPorts = {
    nowMillis: () => performance.now(),
    openZip: async () => err("not-a-zip"),
    countHints: () => 0,
    openPool: () => null,
    openScorer: async () => null,
    ...ports,
  };
  return createLogs(() => wireTo(given));
}

function wireTo(ports: LogReaderPorts): LogWire {
  let tell: (message: FromLogWorker) => void = () => {};
  const answer = serveLogs(createLogReader(ports), (message) => setTimeout(() => tell(structuredClone(message))));
  return {
    post: (message) => setTimeout(() => answer(structuredClone(message))),
    onMessage(listener) {
      tell = listener;
    },
    onBroken() {},
    close() {},
  };
}
