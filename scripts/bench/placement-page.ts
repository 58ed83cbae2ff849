// Opens a network on WebGPU twice: as it was published, and as the engine rewrites it. Where the runtime puts each operator it
// says in its log alone, which goes to the console, between marks of ours.
import { fileInMemory } from "../../src/engine/files/storedFile";
import { openDevice } from "../../src/engine/ort/device";
import type { Runtime } from "../../src/engine/ort/runtime";
import { openSession } from "../../src/engine/ort/session";

declare global {
  interface Window {
    openAsPublished(path: string): Promise<void>;
    openAsRewritten(path: string, writesTokens: boolean): Promise<void>;
  }
}

const VERBOSE = 0;

async function talking(): Promise<{ runtime: Runtime; bytesOf: (path: string) => Promise<Uint8Array<ArrayBuffer>> }> {
  const plain: Runtime = await import("onnxruntime-web/jspi");
  const create: Runtime["InferenceSession"]["create"] = (graph: Uint8Array, options: object) =>
    plain.InferenceSession.create(graph, { ...options, logSeverityLevel: VERBOSE, logVerbosityLevel: VERBOSE });
  return {
    runtime: { ...plain, InferenceSession: { create } },
    bytesOf: async (path) => new Uint8Array(await (await fetch(path)).arrayBuffer()),
  };
}

async function device() {
  const opened = await openDevice(navigator.gpu);
  if (!opened.ok) throw new Error(opened.error.failure.message);
  return opened.value;
}

window.openAsPublished = async (path) => {
  const { runtime, bytesOf } = await talking();
  const { gpu } = await device();
  const session = await runtime.InferenceSession.create(await bytesOf(path), {
    executionProviders: [{ name: "webgpu", device: gpu }],
  });
  await session.release();
};

window.openAsRewritten = async (path, writesTokens) => {
  const { runtime, bytesOf } = await talking();
  const bytes = await bytesOf(path);
  const read = async () => ({ name: path, file: fileInMemory(bytes), external: [] });
  const session = await openSession(runtime, read, { device: await device(), stayOnDevice: ["logits"], writesTokens });
  await session.release();
};
