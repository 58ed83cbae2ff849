import { err, ok, type Result } from "../base";
import type { Unread } from "../dialect";
import type {
  GivenFile,
  LogFacts,
  LogMapping,
  LogProgress,
  RawOf,
  RecordFilter,
  RunJudged,
  RunStep,
  SearchProgress,
} from "../opening";
import type { FromLogWorker, LogCall, LogCalls, LogWire, ToLogWorker } from "./protocol";

/** Why logs could not be opened: `log-unreadable`, or `aborted` where a person stopped it. */
export interface LogFailure {
  readonly code: "log-unreadable" | "aborted";
  readonly message: string;
  readonly detail?: string;
}

export type OpenLog = ReturnType<typeof openLog>;

export interface Logs {
  open(
    files: readonly GivenFile[],
    options: {
      onProgress(progress: LogProgress): void;
      signal: AbortSignal;
      mapping?: LogMapping | null;
      over?: boolean;
    },
  ): Promise<Result<OpenLog, LogFailure>>;
}

/** Opens logs: a worker for each set of files, which goes when the log is closed. */
export const createLogs = (openWire: () => LogWire): Logs => ({
  async open(files, { onProgress, signal, mapping = null, over = false }) {
    const calls = createCalls(openWire());
    signal.addEventListener("abort", calls.close);
    calls.onProgress(onProgress);
    // Handles by which files are opened again another day are of no use over there.
    const plain = files.map(({ path, file }) => ({ path, file }));
    const opened = await calls.ask("open", { files: plain, mapping, over });
    signal.removeEventListener("abort", calls.close);
    if (signal.aborted) return err({ code: "aborted", message: "aborted" });
    if (!opened.ok) {
      calls.close();
      return opened;
    }
    return ok(openLog(calls, opened.value));
  },
});

function openLog(calls: Calls, facts: LogFacts) {
  /** What a closed or broken worker does not say is nothing. */
  const orElse = async <C extends LogCall>(
    call: C,
    ask: LogCalls[C]["ask"],
    otherwise: LogCalls[C]["answer"],
    onFound?: (found: SearchProgress) => void,
  ) => {
    const answered = await calls.ask(call, ask, onFound);
    return answered.ok ? answered.value : otherwise;
  };
  return {
    facts,
    samples: () => orElse("samples", null, []),
    /** How many records fit; `rows` are then of these, in their order. */
    find: (filter: RecordFilter, onFound?: (found: SearchProgress) => void) => orElse("find", filter, 0, onFound),
    stopFinding: async () => void (await orElse("stopFinding", null, null)),
    rewardStatistics: () => orElse("rewardStatistics", null, null),
    rows: (from: number, to: number) => orElse("rows", { from, to }, []),
    entries: (indices: readonly number[]) => orElse("entries", indices, []),
    runsOf: (index: number, most: number) => orElse("runsOf", { index, most }, []),
    placeOf: (run: string) => orElse("placeOf", run, null),
    beside: (step: RunStep) => orElse("beside", step, null),
    judge: async (told: readonly RunJudged[]) => void (await orElse("judge", told, null)),
    countJudgedBy: (rater: string) => orElse("countJudgedBy", rater, 0),
    record: (index: number) => orElse("record", index, null),
    recordSamples: () => orElse("recordSamples", null, []),
    pictureOf: (index: number) => orElse("pictureOf", index, null),
    raw: (of: RawOf, findings: readonly Unread[]) => orElse("raw", { of, findings }, null),
    rawRows: (of: RawOf, from: number, to: number) => orElse("rawRows", { of, from, to }, []),
    unread: (from: number, to: number) => orElse("unread", { from, to }, []),
    picture: (path: string) => orElse("picture", path, null),
    close: calls.close,
  };
}

interface Calls {
  ask<C extends LogCall>(
    call: C,
    ask: LogCalls[C]["ask"],
    onFound?: (found: SearchProgress) => void,
  ): Promise<Result<LogCalls[C]["answer"], LogFailure>>;
  onProgress(listener: (progress: Extract<FromLogWorker, { progress: unknown }>["progress"]) => void): void;
  readonly close: () => void;
}

function createCalls(wire: LogWire): Calls {
  const waiting = new Map<number, (answered: Result<unknown, LogFailure>) => void>();
  const searching = new Map<number, (found: SearchProgress) => void>();
  let tell: Parameters<Calls["onProgress"]>[0] = () => {};
  let count = 0;
  let closed: LogFailure | null = null;
  const close = (failure: LogFailure): void => {
    if (closed) return;
    closed = failure;
    wire.close();
    for (const answer of waiting.values()) answer(err(failure));
    waiting.clear();
  };
  wire.onBroken((detail) => close({ code: "log-unreadable", message: "log-unreadable", detail }));
  wire.onMessage((message) => {
    if ("progress" in message) return tell(message.progress);
    if ("searching" in message) return searching.get(message.searching)?.(message.found);
    searching.delete(message.id);
    waiting.get(message.id)?.(
      "failed" in message
        ? err({ code: "log-unreadable", message: "log-unreadable", detail: message.failed })
        : ok(message.answer),
    );
    waiting.delete(message.id);
  });
  return {
    ask(call, ask, onFound) {
      if (closed) return Promise.resolve(err(closed));
      const id = ++count;
      if (onFound) searching.set(id, onFound);
      // The union pairs each call with its own ask, which TypeScript cannot follow through a parameter.
      wire.post({ id, call, ask } as ToLogWorker);
      return new Promise((resolve) => waiting.set(id, resolve as (answered: Result<unknown, LogFailure>) => void));
    },
    onProgress(listener) {
      tell = listener;
    },
    close: () => close({ code: "aborted", message: "aborted" }),
  };
}
