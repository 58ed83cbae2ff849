import type { LogDesk } from "./openLogs";
import type { FromLogWorker, LogCall, LogCalls, ToLogWorker } from "./protocol";

/** Answers the calls of the page with the desk: the worker's side of the wire. */
export function serveLogs(desk: LogDesk, post: (message: FromLogWorker) => void): (message: ToLogWorker) => void {
  const handlers: { readonly [C in LogCall]: (ask: LogCalls[C]["ask"]) => Promise<LogCalls[C]["answer"]> } = {
    // To stop it, the page shuts the worker.
    open: (files) => desk.open(files, (progress) => post({ progress })),
    find: async (filter) => desk.find(filter),
    rows: async ({ from, to }) => desk.rows(from, to),
    record: (index) => desk.record(index),
    unread: async ({ from, to }) => desk.unread(from, to),
    picture: (path) => desk.picture(path),
  };
  return ({ id, call, ask }) => {
    // The union pairs each call with its own ask, which TypeScript cannot follow through an index.
    const handle = handlers[call] as (ask: unknown) => Promise<unknown>;
    handle(ask).then(
      (answer) => post({ id, answer }),
      (thrown: unknown) => post({ id, failed: String(thrown) }),
    );
  };
}
