import { failureOf, throwIfAborted } from "../contract/failure";
import type { ChosenWeights, LoadProgress, ModelSource, NetworkRole } from "../contract/source";
import type { ModelFiles } from "../files/modelFiles";
import { type ExecutionTarget, type NetworkPaths, networkPathsOf } from "../files/networkFiles";
import type { Settings } from "../files/settings";
import type { Device } from "../ort/device";
import type { Runtime } from "../ort/runtime";
import { type NetworkFile, openSession, type Session } from "../ort/session";
import { yieldToEventLoop } from "../scheduling/yieldToEventLoop";

/** The three networks of a model, open. */
export interface Networks {
  readonly embedder: Session;
  readonly vision: Session;
  readonly decoder: Session;
  /** Of all weight files. */
  readonly bytes: number;
  readonly weights: Readonly<Record<NetworkRole, ChosenWeights>>;
  /** One of them once more, without the device, to compare with. */
  readonly openOnCpu: OpenOnCpu;
  release(): Promise<void>;
}

export type OpenOnCpu = (role: NetworkRole) => Promise<Session>;

export interface NetworksRequest {
  readonly source: ModelSource;
  readonly files: ModelFiles;
  readonly config: Settings;
  readonly runtime: Runtime;
  readonly device: Device | null;
  readonly signal: AbortSignal;
  onProgress(progress: LoadProgress): void;
}

const ROLES: readonly NetworkRole[] = ["embed_tokens", "vision_encoder", "decoder_model_merged"];

export async function openNetworks(request: NetworksRequest): Promise<Networks> {
  const paths = ROLES.map((role) => pathsOf(role, request));
  const progress = createFileProgress(request, paths);
  const fetched = await readAll(request, paths, progress);
  const opened: Session[] = [];
  const release = async (): Promise<void> => {
    for (const session of opened.splice(0)) await session.release();
  };
  const bytes = fetched.reduce((sum, file) => sum + sizeOf(file), 0);
  request.onProgress({ phase: "sessions", loadedBytes: bytes, totalBytes: bytes });
  try {
    for (const path of paths) {
      await yieldToEventLoop();
      throwIfAborted(request.signal);
      // The first opening takes the bytes just read and lets go of them; a later one reads them again.
      let ready = fetched.shift();
      const read = async (): Promise<NetworkFile> => {
        const file = ready ?? (await readNetwork(request, path, () => undefined));
        ready = undefined;
        return file;
      };
      opened.push(await openOrEvict(request, path, read));
    }
  } catch (thrown) {
    await release();
    throw thrown;
  }
  const openOnCpu = (role: NetworkRole): Promise<Session> => {
    const path = pathsOf(role, request);
    const read = () => readNetwork(request, path, () => undefined);
    return openSession(request.runtime, read, { device: null, stayOnDevice: [] });
  };
  const [embedder, vision, decoder] = opened;
  if (!embedder || !vision || !decoder) throw new Error("A network was not opened");
  const weightsOf = (role: NetworkRole): ChosenWeights => pathsOf(role, request).weights;
  const weights = {
    embed_tokens: weightsOf("embed_tokens"),
    vision_encoder: weightsOf("vision_encoder"),
    decoder_model_merged: weightsOf("decoder_model_merged"),
  };
  return { embedder, vision, decoder, bytes, weights, openOnCpu, release };
}

function pathsOf(role: NetworkRole, { source, files, config, device }: NetworksRequest): NetworkPaths {
  const target: ExecutionTarget = device === null ? "wasm" : device.halfPrecision ? "webgpu-f16" : "webgpu-f32";
  const choice = source.kind === "bundled" ? undefined : source.dtype;
  return networkPathsOf(role, target, choice, { facts: files.facts, config });
}

const sizeOf = ({ bytes, external }: NetworkFile): number =>
  external.reduce((sum, { data }) => sum + data.length, bytes.length);

type OnFile = (path: string, loadedBytes: number, totalBytes: number | null) => void;

async function readNetwork(
  { files, signal }: NetworksRequest,
  { graph, external }: NetworkPaths,
  onFile: OnFile,
): Promise<NetworkFile> {
  const read = (path: string) => files.read(path, signal, (loaded, total) => onFile(path, loaded, total));
  const readExternal = async (path: string) => ({ path: path.replace(/^.*\//, ""), data: await read(path) });
  const [bytes, data] = await Promise.all([read(graph), Promise.all(external.map(readExternal))]);
  return { name: graph, bytes, external: data };
}

/** All at once; where one fails, the others stop, or they would go on arriving for nobody. */
async function readAll(
  request: NetworksRequest,
  paths: readonly NetworkPaths[],
  onFile: OnFile,
): Promise<NetworkFile[]> {
  const halt = new AbortController();
  const signal = AbortSignal.any([request.signal, halt.signal]);
  try {
    return await Promise.all(paths.map((path) => readNetwork({ ...request, signal }, path, onFile)));
  } catch (thrown) {
    halt.abort();
    throw thrown;
  }
}

/** A file that cannot be opened is not kept, so that the next try fetches it anew. */
async function openOrEvict(
  { runtime, device, files }: NetworksRequest,
  { role, graph, external }: NetworkPaths,
  read: () => Promise<NetworkFile>,
): Promise<Session> {
  try {
    // Looking a row up in a table costs nothing on the CPU, while the way back from the device costs a wait for each token.
    const place = role === "embed_tokens" ? null : device;
    return await openSession(runtime, read, { device: place, stayOnDevice: ["logits"] });
  } catch (thrown) {
    if (failureOf(thrown).code === "corrupt-file") for (const path of [graph, ...external]) await files.evict(path);
    throw thrown;
  }
}

const REPORT_BYTES = 1 << 18;

/** Adds up what has arrived of all files. The total is unknown until every file's size is. */
function createFileProgress({ files, onProgress }: NetworksRequest, networks: readonly NetworkPaths[]): OnFile {
  const paths = networks.flatMap(({ graph, external }) => [graph, ...external]);
  const totals = new Map(paths.map((path) => [path, files.facts?.find((fact) => fact.path === path)?.bytes ?? null]));
  const loaded = new Map<string, number>();
  let reported = 0;
  return (file, loadedBytes, totalBytes) => {
    loaded.set(file, loadedBytes);
    totals.set(file, totalBytes);
    const sizes = [...totals.values()];
    const total = sizes.includes(null) ? null : sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
    const sum = [...loaded.values()].reduce((a, b) => a + b, 0);
    // Chunks are small and many; the screen needs a hundred reports, not thousands.
    if (sum !== total && sum - reported < Math.max(REPORT_BYTES, (total ?? 0) / 100)) return;
    reported = sum;
    onProgress({ phase: "files", file, loadedBytes: sum, totalBytes: total });
  };
}
