import { err, ok, type Result } from "../base";
import { EngineError, type EngineFailure, failureOf, throwIfAborted } from "./contract/failure";
import type { Engine, FallbackReason, LoadOptions } from "./contract/model";
import type { ModelSource } from "./contract/source";
import { createMemoryStore, type FileStore } from "./files/fileStore";
import { openModelFiles } from "./files/modelFiles";
import { originOf } from "./files/origin";
import { DamagedCopyError } from "./load/assemble";
import type { EngineEnvironment, RuntimeUse } from "./load/environment";
import { type LoadedOnDevice, loadOnDevice } from "./load/loadOnDevice";
import { weightBytesOf } from "./load/networks";
import { bestTarget, planOf } from "./load/plan";
import { type Device, openDevice } from "./ort/device";
import { beginRuntime, type Runtime } from "./ort/runtime";

/** The engine in this very thread. `createLocalEngine` and the worker bring it what it needs of the world. */
export function createEngine(environment: EngineEnvironment): Engine {
  const listeners = new Set<(failure: EngineFailure) => void>();
  const tools = createTools(environment);
  const announce = (failure: EngineFailure): void => {
    for (const listener of listeners) listener(failure);
  };
  let loaded: LoadedOnDevice | null = null;
  let lastTurn: Promise<unknown> = Promise.resolve();
  // Loading and unloading take turns, or one of two models would be forgotten.
  const inTurn = <T>(job: () => Promise<T>): Promise<T> => {
    const result = lastTurn.then(job);
    lastTurn = result.catch(() => undefined);
    return result;
  };
  const unload = async (): Promise<void> => {
    const old = loaded;
    loaded = null;
    await old?.release();
  };

  return {
    plan: (source, { backend, signal }) =>
      refusing(async () => {
        const target = backend === "wasm" ? "wasm" : await bestTarget(environment.gpu);
        const files = await openModelFiles(originOf(source, environment.fetch), await tools.store(), signal);
        return planOf(source, files, target);
      }),
    load: (source, options) =>
      inTurn(() =>
        refusing(async () => {
          // The one before stays until the new one has proved itself: a file that is damaged must not cost the model
          // that a person works with.
          const fresh = await loadWithFallback(source, options, tools, announce);
          await unload();
          loaded = fresh;
          return fresh.model;
        }),
      ),
    unload: () => inTurn(unload),
    onLost(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async loseDevice() {
      loaded?.loseDevice();
    },
    dispose() {
      listeners.clear();
      void inTurn(unload);
    },
  };
}

/** What is got once, at the first load, and kept. */
interface Tools {
  readonly environment: EngineEnvironment;
  /** Its number of threads is fixed by the first network. */
  runtime(use: RuntimeUse, weightBytes: number): Promise<StartedRuntime>;
  store(): Promise<FileStore>;
}

interface StartedRuntime {
  readonly runtime: Runtime;
  readonly threads: number;
}

function createTools(environment: EngineEnvironment): Tools {
  const runtimes = new Map<RuntimeUse, Promise<StartedRuntime>>();
  let store: Promise<FileStore> | null = null;
  const loadRuntime = async (use: RuntimeUse, weightBytes: number): Promise<StartedRuntime> => {
    const runtime = await environment.loadRuntime(use);
    const threads = environment.threadsFor(weightBytes);
    runtime.env.wasm.numThreads = threads;
    if (use === "cpu") beginRuntime(runtime);
    return { runtime, threads };
  };
  return {
    environment,
    runtime(use, weightBytes) {
      const loading =
        runtimes.get(use) ??
        loadRuntime(use, weightBytes).catch((thrown: unknown) => {
          // A runtime that could not be fetched is tried again with the next load.
          runtimes.delete(use);
          throw thrown;
        });
      runtimes.set(use, loading);
      return loading;
    },
    store() {
      store ??= environment.openStore().catch(() => createMemoryStore());
      return store;
    },
  };
}

/** Failures of the graphics device that the CPU does not share. */
const FALLS_BACK: ReadonlySet<EngineFailure["code"]> = new Set([
  "self-test-failed",
  "device-lost",
  "out-of-memory",
  "internal",
]);

/** Loads on the graphics device where it is wanted and works, else on the CPU, and says why. */
async function loadWithFallback(
  source: ModelSource,
  { backend, signal, onProgress }: LoadOptions,
  { environment, runtime, store }: Tools,
  onLost: (failure: EngineFailure) => void,
): Promise<LoadedOnDevice> {
  throwIfAborted(signal);
  const files = await openModelFiles(originOf(source, environment.fetch), await store(), signal);
  const settleOn = async (device: Device | null, fallbackReason?: FallbackReason): Promise<LoadedOnDevice> => {
    const request = { source, files, device, environment, fallbackReason, signal, onProgress };
    const started = await runtime(device === null ? "cpu" : "gpu", weightBytesOf({ source, files, device }));
    const load = (): Promise<LoadedOnDevice> => loadOnDevice({ ...request, ...started }, onLost);
    try {
      return await load();
    } catch (thrown) {
      throwIfAborted(signal);
      // A copy that was damaged on this machine is fetched again, whatever it made the network fail with.
      if (!(thrown instanceof DamagedCopyError) && (await files.damaged()).length === 0) throw thrown;
      return await load();
    }
  };
  if (backend === "wasm") return settleOn(null);
  const opened = await openDevice(environment.gpu);
  if (!opened.ok) {
    if (backend === "webgpu") throw new EngineError(opened.error.failure);
    return settleOn(null, opened.error.reason);
  }
  try {
    return await settleOn(opened.value);
  } catch (thrown) {
    const failure = failureOf(thrown);
    if (backend === "webgpu" || !FALLS_BACK.has(failure.code)) throw thrown;
    return settleOn(null, failure.code);
  }
}

async function refusing<T>(job: () => Promise<T>): Promise<Result<T, EngineFailure>> {
  try {
    return ok(await job());
  } catch (thrown) {
    return err(failureOf(thrown));
  }
}
