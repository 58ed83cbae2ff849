import { err, ok, type Result } from "../base";
import { EngineError, type EngineFailure, failureOf, throwIfAborted } from "./contract/failure";
import type { Engine, LoadOptions } from "./contract/model";
import type { ModelSource } from "./contract/source";
import { createMemoryStore, type FileStore } from "./files/fileStore";
import { openModelFiles } from "./files/modelFiles";
import { originOf } from "./files/origin";
import type { EngineEnvironment, RuntimeUse } from "./load/environment";
import { type LoadedOnDevice, loadOnDevice } from "./load/loadOnDevice";
import { type Device, openDevice } from "./ort/device";
import type { Runtime } from "./ort/runtime";

/** The engine in this very thread. `createLocalEngine` and the worker bring it what it needs of the world. */
export function createEngine(environment: EngineEnvironment): Engine {
  const listeners = new Set<(failure: EngineFailure) => void>();
  const tools = createTools(environment);
  const announce = (failure: EngineFailure): void => {
    for (const listener of listeners) listener(failure);
  };
  let loaded: LoadedOnDevice | null = null;
  let lastTurn: Promise<unknown> = Promise.resolve();
  // Loading and unloading take turns: two models at once may not fit, and one would be forgotten.
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
    load: (source, options) =>
      inTurn(() =>
        refusing(async () => {
          await unload();
          loaded = await loadWithFallback(source, options, tools, announce);
          return loaded.model;
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
  runtime(use: RuntimeUse): Promise<Runtime>;
  store(): Promise<FileStore>;
}

function createTools(environment: EngineEnvironment): Tools {
  const runtimes = new Map<RuntimeUse, Promise<Runtime>>();
  let store: Promise<FileStore> | null = null;
  const loadRuntime = async (use: RuntimeUse): Promise<Runtime> => {
    const loaded = await environment.loadRuntime(use);
    loaded.env.wasm.numThreads = environment.threads;
    return loaded;
  };
  return {
    environment,
    runtime(use) {
      const loading =
        runtimes.get(use) ??
        loadRuntime(use).catch((thrown: unknown) => {
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
  const settleOn = async (device: Device | null, fallbackReason?: string): Promise<LoadedOnDevice> => {
    const request = { source, files, device, environment, fallbackReason, signal, onProgress };
    return loadOnDevice({ ...request, runtime: await runtime(device === null ? "cpu" : "gpu") }, onLost);
  };
  if (backend === "wasm") return settleOn(null);
  const opened = await openDevice(environment.gpu);
  if (!opened.ok) {
    if (backend === "webgpu") throw new EngineError(opened.error);
    return settleOn(null, opened.error.message);
  }
  try {
    return await settleOn(opened.value);
  } catch (thrown) {
    const failure = failureOf(thrown);
    if (backend === "webgpu" || !FALLS_BACK.has(failure.code)) throw thrown;
    return settleOn(null, failure.message);
  }
}

async function refusing<T>(job: () => Promise<T>): Promise<Result<T, EngineFailure>> {
  try {
    return ok(await job());
  } catch (thrown) {
    return err(failureOf(thrown));
  }
}
