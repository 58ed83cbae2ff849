// A composition root: the tools in a worker of their own, so that neither their networks nor their loops hold up the page or
// the model. The runtime is imported when the first network is asked for, because its threads run this file again.
import { createTools, type Tools } from "./call";
import { createNetworks } from "./network/networks";
import type { ToolAnswer, ToolAsk } from "./wire";

/** More threads gain nothing on networks this small, and starve the page. */
const MOST_THREADS = 4;

/** Told by whoever started this worker, which lies elsewhere than the page. */
const folder = new URL(self.name === "em-pthread" ? "." : self.name, self.location.href);

async function loadRuntime() {
  const runtime = await import("onnxruntime-web/wasm");
  const half = Math.floor(navigator.hardwareConcurrency / 2);
  runtime.env.wasm.numThreads = globalThis.crossOriginIsolated ? Math.max(1, Math.min(MOST_THREADS, half)) : 1;
  return runtime;
}

async function read(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(new URL(path, folder));
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

async function answer(tools: Tools, { id, name, args, image }: ToolAsk): Promise<void> {
  const answered: ToolAnswer = { id, answer: await tools.call(name, args, image) };
  globalThis.postMessage(answered);
}

// The runtime names its threads so.
if (self.name !== "em-pthread") {
  const tools = createTools(createNetworks({ loadRuntime, read }));
  globalThis.addEventListener("message", ({ data }: MessageEvent<ToolAsk>) => void answer(tools, data));
}
