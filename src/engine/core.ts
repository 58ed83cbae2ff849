import { err, ok, type Result } from "../base";
import { type Assembled, assemble } from "./assemble";
import type { EngineEnvironment } from "./environment";
import { EngineError, type EngineFailure, failureOf, refuse, throwIfAborted } from "./failure";
import type { Engine, EngineModel, LoadOptions } from "./model";
import { type Device, openDevice } from "./ort/device";
import type { Runtime, RuntimeFlavour } from "./ort/runtime";
import type { ModelSource } from "./source";
import { createMemoryStore, type FileStore } from "./weights/fileStore";
import { type ModelFiles, openModelFiles } from "./weights/modelFiles";
import { originOf } from "./weights/origin";

/** One loaded model and the device it lives on. */
interface Residence {
  readonly device: Device | null;
  assembled: Assembled | null;
  /** Set once the model can no longer answer. */
  gone: EngineFailure | null;
}

/** The engine in this very thread. `createLocalEngine` and the worker bring it what it needs of the world. */
export function createEngine(environment: EngineEnvironment): Engine {
  const listeners = new Set<(failure: EngineFailure) => void>();
  let residence: Residence | null = null;
  let runtime: Promise<Runtime> | null = null;
  let store: Promise<FileStore> | null = null;
  let lastLoad: Promise<unknown> = Promise.resolve();

  // The realm has one WebAssembly instance, so whichever flavour came first serves both backends.
  const runtimeFor = (flavour: RuntimeFlavour): Promise<Runtime> => {
    runtime ??= environment.loadRuntime(flavour).then((loaded) => {
      loaded.env.wasm.numThreads = environment.threads;
      return loaded;
    });
    return runtime;
  };

  const lose = (lost: Residence, failure: EngineFailure): void => {
    if (lost.gone !== null) return;
    lost.gone = failure;
    for (const listener of listeners) listener(failure);
  };

  const settle = async (
    source: ModelSource,
    files: ModelFiles,
    options: LoadOptions,
    device: Device | null,
    fallbackReason?: string,
  ): Promise<EngineModel> => {
    const here: Residence = { device, assembled: null, gone: null };
    watch(device, (message) =>
      lose(here, { code: "device-lost", message: "The graphics device was lost.", detail: message }),
    );
    try {
      here.assembled = await assemble({
        source,
        files,
        runtime: await runtimeFor(device === null ? "wasm" : "webgpu"),
        device,
        environment,
        fallbackReason,
        signal: options.signal,
        onProgress: options.onProgress,
        assertAlive: () => {
          if (here.gone !== null) throw new EngineError(here.gone);
        },
      });
      throwIfAborted(options.signal);
      residence = here;
      return here.assembled.model;
    } catch (thrown) {
      await leave(here);
      throw thrown;
    }
  };

  const loadNow = async (source: ModelSource, options: LoadOptions): Promise<EngineModel> => {
    throwIfAborted(options.signal);
    await unloadNow();
    store ??= environment.openStore().catch(() => createMemoryStore());
    const files = await openModelFiles(originOf(source, environment.fetch), await store, options.signal);
    if (options.backend === "wasm") return settle(source, files, options, null);
    const opened = await openDevice(environment.gpu);
    if (!opened.ok) {
      if (options.backend === "webgpu") return refuse(opened.error.code, opened.error.message, opened.error.detail);
      return settle(source, files, options, null, opened.error.message);
    }
    try {
      return await settle(source, files, options, opened.value);
    } catch (thrown) {
      const failure = failureOf(thrown);
      if (options.backend === "webgpu" || !FALLS_BACK.has(failure.code)) throw thrown;
      return settle(source, files, options, null, failure.message);
    }
  };

  const unloadNow = async (): Promise<void> => {
    const old = residence;
    residence = null;
    if (old !== null) await leave(old);
  };

  const inTurn = <T>(job: () => Promise<T>): Promise<T> => {
    const result = lastLoad.then(job);
    lastLoad = result.catch(() => undefined);
    return result;
  };

  return {
    load: (source, options) => inTurn(() => refusing(() => loadNow(source, options))),
    unload: () => inTurn(unloadNow),
    onLost(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async loseDevice() {
      residence?.device?.gpu.destroy();
    },
    dispose() {
      listeners.clear();
      void inTurn(unloadNow);
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

function watch(device: Device | null, onGone: (message: string) => void): void {
  void device?.gpu.lost.then(({ message, reason }) => onGone(message || reason));
}

const UNLOADED: EngineFailure = { code: "bad-request", message: "This model was unloaded." };

/** Marked gone first, so that destroying the device is no loss to report. */
async function leave(residence: Residence): Promise<void> {
  const wasAlive = residence.gone === null;
  residence.gone ??= UNLOADED;
  // A lost device cannot release anything any more; its memory went with it.
  if (wasAlive) await residence.assembled?.release();
  residence.device?.gpu.destroy();
}

async function refusing<T>(job: () => Promise<T>): Promise<Result<T, EngineFailure>> {
  try {
    return ok(await job());
  } catch (thrown) {
    return err(failureOf(thrown));
  }
}
