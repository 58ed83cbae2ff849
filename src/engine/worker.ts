// The other composition root: the engine in a worker of its own. The runtime is only ever imported from inside a handler,
// because its threads run this file again, and must not find a listener of ours where they expect their own.
import { createEngine } from "./engine";
import { openBrowserStore } from "./files/fileStore";
import type { EngineEnvironment } from "./load/environment";
import { threadsFor } from "./load/threads";
import type { FromWorker, ToWorker } from "./wire/protocol";
import { serveEngine } from "./wire/serve";

/**
 * Suspending lets a build without asyncify wait for the GPU: it is ten megabytes smaller, and its CPU part, which computes
 * what a device cannot, is faster. The build for the CPU alone has no GPU code and waits for nothing.
 */
const loadRuntime: EngineEnvironment["loadRuntime"] = async (use) => {
  if (use === "cpu") return await import("onnxruntime-web/wasm");
  return "Suspending" in WebAssembly ? await import("onnxruntime-web/jspi") : await import("onnxruntime-web/webgpu");
};

const place = { cores: navigator.hardwareConcurrency, isolated: globalThis.crossOriginIsolated };

// The runtime names its threads so.
if (self.name !== "em-pthread") {
  const gpu = "gpu" in navigator ? { gpu: navigator.gpu } : {};
  const engine = createEngine({
    ...gpu,
    loadRuntime,
    openStore: openBrowserStore,
    fetch: (url, init) => fetch(url, init),
    now: () => performance.now(),
    threadsFor: (weightBytes) => threadsFor(weightBytes, place),
  });
  serveEngine(engine, {
    post: (message: FromWorker) => globalThis.postMessage(message),
    onMessage: (listener) =>
      globalThis.addEventListener("message", ({ data }: MessageEvent<ToWorker>) => listener(data)),
  });
}
