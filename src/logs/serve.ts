import type { FromLogWorker, LogCall, LogCalls, ToLogWorker } from "./protocol";
import type { LogReader } from "./reader";

/** Answers the calls of the page with the reader: the worker's side of the wire. */
export function serveLogs(reader: LogReader, post: (message: FromLogWorker) => void): (message: ToLogWorker) => void {
  const handlers: { readonly [C in LogCall]: (ask: LogCalls[C]["ask"], id: number) => Promise<LogCalls[C]["answer"]> } =
    {
      // To stop it, the page shuts the worker.
      open: (given) => reader.open(given, (progress) => post({ progress })),
      samples: async () => reader.samples(),
      find: (filter, id) => reader.find(filter, (found) => post({ searching: id, found })),
      stopFinding: async () => reader.stopFinding(),
      rewardStatistics: () => reader.rewardStatistics(),
      rows: async ({ from, to }) => reader.rows(from, to),
      entries: async (indices) => reader.entries(indices),
      runsOf: async ({ index, most }) => reader.runsOf(index, most),
      placeOf: async (run) => reader.placeOf(run),
      beside: async (step) => reader.beside(step),
      judge: async (told) => reader.judge(told),
      countJudgedBy: async (rater) => reader.countJudgedBy(rater),
      record: (index) => reader.record(index),
      pictureOf: (index) => reader.pictureOf(index),
      recordSamples: () => reader.recordSamples(),
      raw: ({ of, findings }) => reader.raw(of, findings),
      rawRows: ({ of, from, to }) => reader.rawRows(of, from, to),
      unread: async ({ from, to }) => reader.unread(from, to),
      picture: (path) => reader.picture(path),
    };
  return ({ id, call, ask }) => {
    // The union pairs each call with its own ask, which TypeScript cannot follow through an index.
    const handle = handlers[call] as (ask: unknown, id: number) => Promise<unknown>;
    handle(ask, id).then(
      (answer) => post({ id, answer }),
      (thrown: unknown) => post({ id, failed: String(thrown) }),
    );
  };
}
