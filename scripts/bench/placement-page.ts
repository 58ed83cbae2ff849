// Opens a network on WebGPU twice: as it was published, and as the engine rewrites it. Where the runtime puts each operator it
// says in its log alone, which goes to the console.
import { fileInMemory } from "../../src/engine/files/storedFile";
import { openDevice } from "../../src/engine/ort/device";
import { openSession } from "../../src/engine/ort/session";

declare global {
  interface Window {
    openAsPublished(path: string): Promise<void>;
    openAsRewritten(path: string, writesTokens: boolean): Promise<void>;
  }
}

const ALL_OF_THE_LOG = 0;

const runtime = () => import("onnxruntime-web/jspi");

const bytesOf = async (path: string): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await (await fetch(path)).arrayBuffer());

async function device() {
  const opened = await openDevice(navigator.gpu);
  if (!opened.ok) throw new Error(opened.error.failure.message);
  return opened.value;
}

window.openAsPublished = async (path) => {
  const { InferenceSession } = await runtime();
  const { gpu } = await device();
  const session = await InferenceSession.create(await bytesOf(path), {
    executionProviders: [{ name: "webgpu", device: gpu }],
    logSeverityLevel: ALL_OF_THE_LOG,
  });
  await session.release();
};

window.openAsRewritten = async (path, writesTokens) => {
  const bytes = await bytesOf(path);
  const read = async () => ({ name: path, file: fileInMemory(bytes), external: [] });
  const session = await openSession(await runtime(), read, {
    device: await device(),
    stayOnDevice: ["logits"],
    writesTokens,
    logSeverityLevel: ALL_OF_THE_LOG,
  });
  await session.release();
};
