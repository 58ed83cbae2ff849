// The engine's worker, but with the build of the runtime that its name asks for.
import { createEngine } from "../../src/engine/engine";
import { createMemoryStore } from "../../src/engine/files/fileStore";
import type { Runtime } from "../../src/engine/ort/runtime";
import type { FromWorker, ToWorker } from "../../src/engine/wire/protocol";
import { serveEngine } from "../../src/engine/wire/serve";

const BUILDS: Readonly<Record<string, () => Promise<Runtime>>> = {
  plain: async () => await import("onnxruntime-web/wasm"),
  jspi: async () => await import("onnxruntime-web/jspi"),
  asyncify: async () => await import("onnxruntime-web/webgpu"),
};

const loadRuntime = BUILDS[self.name];

// The runtime's threads run this file again, under a name of their own.
if (loadRuntime !== undefined) {
  const engine = createEngine({
    loadRuntime,
    openStore: async () => createMemoryStore(),
    fetch: (url, init) => fetch(url, init),
    now: () => performance.now(),
    threadsFor: () => 1,
  });
  serveEngine(engine, {
    post: (message: FromWorker) => globalThis.postMessage(message),
    onMessage: (listener) =>
      globalThis.addEventListener("message", ({ data }: MessageEvent<ToWorker>) => listener(data)),
  });
}
