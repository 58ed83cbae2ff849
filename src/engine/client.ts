import { err, ok, type Result } from "../base";
import { type EngineFailure, errorFrom, failureOf, throwIfAborted } from "./contract/failure";
import type { Engine, EngineEvent, EngineModel, LoadedModel, LoadOptions, RolloutEvent } from "./contract/model";
import type { ModelSource } from "./contract/source";
import { type Calls, createCalls } from "./wire/calls";
import { createImageSender, type ImageSender } from "./wire/images";
import type { FromWorker, Port, ToWorker } from "./wire/protocol";

export interface WorkerEngineOptions {
  /**
   * How long a worker at work may say nothing before it counts as frozen. Generous, because one run of a large network on
   * the CPU blocks its thread, and the first run on WebGPU compiles every shader.
   */
  readonly silenceMillis?: number;
  /** For tests: another way to a worker. */
  readonly openWorker?: () => WorkerHandle;
}

interface Connection {
  readonly worker: WorkerHandle;
  readonly calls: Calls;
  readonly images: ImageSender;
}

export interface WorkerHandle extends Port<ToWorker, FromWorker> {
  terminate(): void;
}

const SILENCE_MILLIS = 120_000;
const FROZEN: EngineFailure = {
  code: "frozen",
  message: "The model stopped answering and was shut down. Load it again.",
};
const UNLOADED: EngineFailure = { code: "bad-request", message: "This model was unloaded." };
const DISPOSED: EngineFailure = { code: "aborted", message: "The engine was shut down." };

/** The engine in a worker. Each load starts one of its own, which takes the place of the one before when it has succeeded. */
export function createWorkerEngine(options: WorkerEngineOptions = {}): Engine {
  const listeners = new Set<(failure: EngineFailure) => void>();
  const connections = createConnections(options, (failure) => {
    for (const listener of listeners) listener(failure);
  });
  let lastTurn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(job: () => Promise<T>): Promise<T> => {
    const result = lastTurn.then(job);
    lastTurn = result.catch(() => undefined);
    return result;
  };
  return {
    async plan(source, { backend, signal }) {
      // A worker of its own: it fetches no runtime, and the one with a model in it is not disturbed.
      const asking = connections.open();
      try {
        return ok(await asking.calls.ask("plan", { source, backend }, { signal }));
      } catch (thrown) {
        return err(failureOf(thrown));
      } finally {
        connections.shut(asking, DISPOSED);
      }
    },
    load: (source, options) =>
      inTurn(async () => {
        if (source.kind === "hub") askToKeep();
        const fresh = connections.open();
        const loaded = await loadIn(fresh, source, options);
        if (loaded.ok) connections.replaceBy(fresh);
        else connections.shut(fresh, loaded.error);
        return loaded.ok || connections.current() === null ? loaded : err(besideAnother(loaded.error));
      }),
    unload: () => inTurn(async () => connections.shut(connections.current(), UNLOADED)),
    onLost(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async loseDevice() {
      await connections.current()?.calls.ask("loseDevice", null);
    },
    dispose() {
      listeners.clear();
      connections.shutAll(DISPOSED);
    },
  };
}

/** The worker whose model answers, and one in which the next is loading. */
interface Connections {
  current(): Connection | null;
  open(): Connection;
  /** Only a whole worker that ends gives its memory back, and the model before answers until the new one can. */
  replaceBy(connection: Connection): void;
  shut(connection: Connection | null, failure: EngineFailure): void;
  shutAll(failure: EngineFailure): void;
}

function createConnections(
  { silenceMillis = SILENCE_MILLIS, openWorker = spawnWorker }: WorkerEngineOptions,
  announce: (failure: EngineFailure) => void,
): Connections {
  let current: Connection | null = null;
  const opened = new Set<Connection>();
  const shut = (connection: Connection | null, failure: EngineFailure): void => {
    if (connection === null || !opened.delete(connection)) return;
    if (connection === current) current = null;
    connection.worker.terminate();
    connection.calls.end(failure);
  };
  return {
    current: () => current,
    shut,
    shutAll(failure) {
      for (const connection of opened) shut(connection, failure);
    },
    replaceBy(connection) {
      const before = current;
      current = connection;
      shut(before, UNLOADED);
    },
    open() {
      const worker = openWorker();
      // While another model answers, what befalls one that is loading is told by `load` alone.
      const isHeard = (): boolean => current === null || current === connection;
      const calls = createCalls(worker, {
        silenceMillis,
        onLost: (failure) => (isHeard() ? announce(failure) : undefined),
        onSilence() {
          const heard = isHeard();
          shut(connection, FROZEN);
          if (heard) announce(FROZEN);
        },
      });
      const connection: Connection = { worker, calls, images: createImageSender() };
      opened.add(connection);
      return connection;
    },
  };
}

async function loadIn(
  { calls, images }: Connection,
  source: ModelSource,
  { backend, onProgress, signal }: LoadOptions,
): Promise<Result<EngineModel, EngineFailure>> {
  try {
    const card = await calls.ask("load", { source, backend }, { tell: onProgress, signal });
    // An abort that crossed the answer on its way leaves a model that nobody wants.
    throwIfAborted(signal);
    return ok(remoteModel(calls, images, card));
  } catch (thrown) {
    return err(failureOf(thrown));
  }
}

const besideAnother = (failure: EngineFailure): EngineFailure =>
  failure.code === "out-of-memory"
    ? { ...failure, message: `${failure.message} Unload the one that is loaded, and try again.` }
    : failure;

/** Downloads of hundreds of megabytes should not be the first thing that a browser short of space throws away. */
function askToKeep(): void {
  // Only windows may ask; a refusal changes nothing.
  if (typeof navigator !== "undefined") navigator.storage?.persist?.().catch(() => undefined);
}

function spawnWorker(): WorkerHandle {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (listener) => worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => listener(data)),
    terminate: () => worker.terminate(),
  };
}

function remoteModel(calls: Calls, images: ImageSender, card: LoadedModel): EngineModel {
  return {
    card,
    continue: (request, signal) =>
      streamOf<EngineEvent>(images, signal, (options) =>
        calls.ask("continue", { ...request, messages: images.pack(request.messages) }, options),
      ),
    rollouts: (request, signal, rollouts = []) =>
      streamOf<RolloutEvent>(images, signal, (options) =>
        calls.ask("rollouts", { ...request, messages: images.pack(request.messages) }, { ...options, rollouts }),
      ),
    score: (messages, continuation, signal) =>
      images.withRetry(() => calls.ask("score", { messages: images.pack(messages), continuation }, { signal })),
    scoreAll: (messages, continuations, signal, ending = "") =>
      images.withRetry(() =>
        calls.ask("scoreAll", { messages: images.pack(messages), continuations, ending }, { signal }),
      ),
    render: (messages, open) => images.withRetry(() => calls.ask("render", { messages: images.pack(messages), open })),
    encoderView: (image) => images.withRetry(() => calls.ask("encoderView", images.packImage(image))),
    cacheState: () => calls.ask("cacheState", null),
    setCacheEnabled: async (enabled) => void (await calls.ask("setCacheEnabled", enabled)),
    clearCache: async () => void (await calls.ask("clearCache", null)),
  };
}

interface StreamOptions<T> {
  readonly tell: (event: T) => void;
  readonly signal: AbortSignal;
}

/** Events as they are told, in order. Leaving the loop early aborts the call. */
async function* streamOf<T>(
  images: ImageSender,
  signal: AbortSignal,
  ask: (options: StreamOptions<T>) => Promise<null>,
): AsyncGenerator<T> {
  const leaving = new AbortController();
  const told: T[] = [];
  let wake = (): void => undefined;
  const call: { outcome: Result<null, EngineFailure> | null } = { outcome: null };
  const finish = (result: Result<null, EngineFailure>): void => {
    call.outcome = result;
    wake();
  };
  const tell = (event: T): void => {
    told.push(event);
    wake();
  };
  const options = { tell, signal: AbortSignal.any([signal, leaving.signal]) };
  void images
    .withRetry(() => ask(options))
    .then(
      () => finish(ok(null)),
      (thrown: unknown) => finish(err(failureOf(thrown))),
    );
  try {
    for (;;) {
      const event = told.shift();
      if (event !== undefined) yield event;
      else if (call.outcome !== null) break;
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
    if (!call.outcome.ok) throw errorFrom(call.outcome.error);
  } finally {
    leaving.abort();
  }
}
