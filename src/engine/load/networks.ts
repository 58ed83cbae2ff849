import { breathe } from "../../base";
import { failureOf, throwIfAborted } from "../contract/failure";
import type { LoadedModel } from "../contract/model";
import { refuseModel } from "../contract/refusals";
import type { LoadProgress, ModelSource, NetworkRole } from "../contract/source";
import { type ModelFiles, refuseMissing } from "../files/modelFiles";
import { type ExecutionTarget, hasNetwork, type NetworkPaths, networkPathsOf } from "../files/networkFiles";
import type { Settings } from "../files/settings";
import { openTokenEmbedder, type TokenEmbedder } from "../network/tokenEmbedder";
import type { Device } from "../ort/device";
import type { Runtime } from "../ort/runtime";
import { type NetworkFile, openSession, type Session } from "../ort/session";

/** The networks of a model, open. */
export interface Networks {
  /** Null where the decoder looks ids up itself. */
  readonly embedder: TokenEmbedder | null;
  readonly vision: Session;
  /** Null where the decoder reads the prompt itself. */
  readonly encoder: Session | null;
  readonly decoder: Session;
  /** Of all weight files. */
  readonly bytes: number;
  readonly weights: LoadedModel["weights"];
  /** One of them once more, without the device, to compare with. */
  readonly openOnCpu: OpenOnCpu;
  release(): Promise<void>;
}

export type OpenOnCpu = (role: NetworkRole) => Promise<Session>;

export interface NetworksRequest {
  readonly source: ModelSource;
  readonly files: ModelFiles;
  readonly config: Settings;
  /** Whether a network of its own reads the prompt. */
  readonly hasEncoder: boolean;
  readonly runtime: Runtime;
  readonly device: Device | null;
  readonly signal: AbortSignal;
  onProgress(progress: LoadProgress): void;
}

/** A decoder that looks ids up itself has no embeddings beside it, which only a list of the files can say. */
function rolesOf({ files, hasEncoder }: Pick<NetworksRequest, "files" | "hasEncoder">): NetworkRole[] {
  const hasEmbedder = hasEncoder || hasNetwork("embed_tokens", files.facts);
  return [
    ...(hasEmbedder ? (["embed_tokens"] as const) : []),
    "vision_encoder",
    ...(hasEncoder ? (["encoder_model"] as const) : []),
    "decoder_model_merged",
  ];
}

/** Begins to look the networks' files through, while what they are opened with is still being got. */
export function lookAhead(request: Omit<NetworksRequest, "runtime" | "signal" | "onProgress">): void {
  const paths = rolesOf(request).map((role) => pathsOf(role, request));
  for (const { graph, external } of largestFirst(request.files, paths))
    for (const path of [graph, ...external]) request.files.lookAhead(path);
}

/**
 * One after another, the largest first: while a network is opened its file is in memory beside it, and the last one's adds
 * to all that came before.
 */
export async function openNetworks(request: NetworksRequest): Promise<Networks> {
  const paths = rolesOf(request).map((role) => pathsOf(role, request));
  checkThere(request.files, paths);
  checkSize(request, paths);
  const opening: Opening = { request, onFile: createFileProgress(request, paths), bytes: 0 };
  const opened = new Map<NetworkRole, Session>();
  let embedder: TokenEmbedder | null = null;
  const release = async (): Promise<void> => {
    const all = [...opened.values(), ...(embedder === null ? [] : [embedder])];
    opened.clear();
    embedder = null;
    for (const each of all) await each.release();
  };
  try {
    for (const path of largestFirst(request.files, paths)) {
      await breathe();
      throwIfAborted(request.signal);
      if (path.role === "embed_tokens") embedder = await openOrEvict(opening, path, openEmbedder);
      else opened.set(path.role, await openOrEvict(opening, path, openComputed));
    }
  } catch (thrown) {
    await release();
    throw thrown;
  }
  const { bytes } = opening;
  const openOnCpu = (role: NetworkRole): Promise<Session> => {
    const path = pathsOf(role, request);
    const read = () => readNetwork(request, path, () => undefined);
    const writesTokens = goesOn(role, request);
    return openSession(request.runtime, read, { device: null, stayOnDevice: [], writesTokens });
  };
  const of = (role: NetworkRole): Session | null => opened.get(role) ?? null;
  const [vision, decoder] = [of("vision_encoder"), of("decoder_model_merged")];
  if (!vision || !decoder) throw new Error("A network was not opened");
  const weights = Object.fromEntries(paths.map((path) => [path.role, path.weights]));
  return {
    embedder,
    vision,
    encoder: of("encoder_model"),
    decoder,
    bytes,
    weights,
    openOnCpu,
    release,
  };
}

/** Of the files that would be loaded; infinite where nobody says how large they are. */
export function weightBytesOf(request: Pick<NetworksRequest, "source" | "files" | "device">): number {
  const { facts } = request.files;
  if (facts === null) return Number.POSITIVE_INFINITY;
  return rolesOf({ ...request, hasEncoder: false })
    .map((role) => pathsOf(role, { ...request, config: {} }))
    .flatMap(({ graph, external }) => [graph, ...external])
    .reduce((sum, file) => sum + (facts.find(({ path }) => path === file)?.bytes ?? 0), 0);
}

function pathsOf(
  role: NetworkRole,
  { source, files, config, device }: Pick<NetworksRequest, "source" | "files" | "config" | "device">,
): NetworkPaths {
  const target: ExecutionTarget = device === null ? "wasm" : device.halfPrecision ? "webgpu-f16" : "webgpu-f32";
  const choice = source.kind === "bundled" ? undefined : source.dtype;
  return networkPathsOf(role, target, choice, { facts: files.facts, config });
}

/** A decoder behind an encoder is fed in a way of its own. */
const goesOn = (role: NetworkRole, { hasEncoder }: Pick<NetworksRequest, "hasEncoder">): boolean =>
  role === "decoder_model_merged" && !hasEncoder;

const sizeOf = ({ file, external }: NetworkFile): number =>
  external.reduce((sum, weights) => sum + weights.file.bytes, file.bytes);

type OnFile = (path: string, loadedBytes: number, totalBytes: number | null) => void;

async function readNetwork(
  { files, signal }: NetworksRequest,
  { graph, external }: NetworkPaths,
  onFile: OnFile,
): Promise<NetworkFile> {
  const open = (path: string) => files.open(path, signal, (loaded, total) => onFile(path, loaded, total));
  const openExternal = async (path: string) => ({ path: path.replace(/^.*\//, ""), file: await open(path) });
  const [file, weights] = await Promise.all([open(graph), Promise.all(external.map(openExternal))]);
  return { name: graph, file, external: weights };
}

/** What the files say before any is read: half a model is not worth the wait for its other half. */
function checkThere({ facts }: ModelFiles, networks: readonly NetworkPaths[]): void {
  if (facts === null) return;
  const missing = networks.map(({ graph }) => graph).find((graph) => !facts.some(({ path }) => path === graph));
  if (missing !== undefined) refuseMissing(missing);
}

/** WebAssembly's memory has 4 GiB; the rest is for keys and values, activations and the network that is being opened. */
const MOST_BYTES = 3.5 * 2 ** 30;

/** Known before anything is fetched, where the sizes are. */
function checkSize(request: NetworksRequest, networks: readonly NetworkPaths[]): void {
  // On a device only the embeddings are in this thread's memory: in WebAssembly's where they are more than a table.
  const here = request.device === null ? networks : networks.filter(({ role }) => role === "embed_tokens");
  const bytes = here.reduce((sum, paths) => sum + bytesOf(request.files, paths), 0);
  if (bytes <= MOST_BYTES) return;
  const names = here.map(({ graph }) => graph).join(", ");
  refuseModel("out-of-memory", "too-large", { names, gigabytes: (bytes / 2 ** 30).toFixed(1) });
}

const bytesOf = ({ facts }: ModelFiles, { graph, external }: NetworkPaths): number =>
  [graph, ...external].reduce((sum, file) => sum + (facts?.find(({ path }) => path === file)?.bytes ?? 0), 0);

function largestFirst(files: ModelFiles, networks: readonly NetworkPaths[]): readonly NetworkPaths[] {
  return [...networks].sort((a, b) => bytesOf(files, b) - bytesOf(files, a));
}

interface Opening {
  readonly request: NetworksRequest;
  readonly onFile: OnFile;
  /** Of the files read so far. */
  bytes: number;
}

type Open<T> = (request: NetworksRequest, role: NetworkRole, read: () => Promise<NetworkFile>) => Promise<T>;

const openEmbedder: Open<TokenEmbedder> = ({ runtime }, _role, read) => openTokenEmbedder(runtime, read);

const openComputed: Open<Session> = (request, role, read) =>
  openSession(request.runtime, read, {
    device: request.device,
    stayOnDevice: ["logits"],
    writesTokens: goesOn(role, request),
  });

/** A file that cannot be opened is not kept, so that the next try fetches it anew. */
async function openOrEvict<T>(opening: Opening, paths: NetworkPaths, open: Open<T>): Promise<T> {
  const { request, onFile } = opening;
  const { role, graph, external } = paths;
  let isFirst = true;
  const read = async (): Promise<NetworkFile> => {
    const file = await readNetwork(request, paths, isFirst ? onFile : () => undefined);
    if (!isFirst) return file;
    isFirst = false;
    opening.bytes += sizeOf(file);
    request.onProgress({ phase: "sessions", loadedBytes: opening.bytes, totalBytes: opening.bytes });
    return file;
  };
  try {
    return await open(request, role, read);
  } catch (thrown) {
    if (failureOf(thrown).code === "corrupt-file") {
      for (const path of [graph, ...external]) await request.files.evict(path);
    }
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
    if (loadedBytes !== totalBytes && sum - reported < Math.max(REPORT_BYTES, (total ?? 0) / 100)) return;
    reported = sum;
    onProgress({ phase: "files", file, loadedBytes: sum, totalBytes: total });
  };
}
