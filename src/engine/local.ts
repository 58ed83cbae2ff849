import { createEngine } from "./engine";
import type { EngineEnvironment } from "./load/environment";
import type { Engine } from "./contract/model";
import type { Runtime } from "./ort/runtime";
import { createMemoryStore } from "./files/fileStore";

/**
 * The engine on the CPU in this very thread, for scripts and tests. Any part of its world can be replaced. Not part of the
 * barrel: a page that imported it would ship one more WebAssembly file that it never loads.
 */
export const createLocalEngine = (environment: Partial<EngineEnvironment> = {}): Engine =>
  createEngine({
    // The package's root is the one that Node can load.
    loadRuntime: async () => (await import("onnxruntime-web")) as Runtime,
    openStore: async () => createMemoryStore(),
    fetch: (url, init) => fetch(url, init),
    now: () => performance.now(),
    threads: 1,
    ...environment,
  });
