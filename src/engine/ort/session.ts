import type { InferenceSession } from "onnxruntime-web";
import { failureOf } from "../contract/failure";
import { refuseModel } from "../contract/refusals";
import { askedLogits } from "./askedLogits";
import type { Device } from "./device";
import { readGraph } from "./graph";
import { groupedAttention } from "./groupedAttention";
import { linearAttention } from "./linearAttention";
import { type FileInParts, mounted } from "./mounted";
import { type Runtime, serially, type Tensor } from "./runtime";
import { SPACED, spacedRows } from "./spacedRows";
import { OWN_WEIGHTS, splitWeights } from "./weights";

/** One input or output as the graph declares it. A dimension that varies is a name. */
export interface ValueInfo {
  readonly name: string;
  readonly type: string;
  readonly dims: readonly (number | string)[];
}

/** Whoever opens the network closes its files. */
export interface NetworkFile {
  readonly name: string;
  readonly file: FileInParts;
  /** Weights that the graph keeps in files of their own, by the names it uses. */
  readonly external: readonly ExternalWeights[];
}

export interface ExternalWeights {
  readonly path: string;
  readonly file: FileInParts;
}

export interface SessionOptions {
  /** Null runs on the CPU. */
  readonly device: Device | null;
  /** Outputs that stay on the device, if there is one; names that the graph lacks are passed over. */
  readonly stayOnDevice: readonly string[];
  /** Whether it goes on token by token: each is a run of one row, and a prompt is read for its last logits. */
  readonly writesTokens?: boolean;
  /** What of the runtime's log is heard, from 0, which is all, to 4; errors where nothing is said. */
  readonly logSeverityLevel?: InferenceSession.SessionOptions["logSeverityLevel"];
}

const ERRORS = 3;

export type Feeds = Readonly<Record<string, Tensor>>;
/** Outputs wanted; a tensor is written in place, null makes a new one. */
export type Fetches = Readonly<Record<string, Tensor | null>>;

export interface Session {
  readonly inputs: readonly ValueInfo[];
  readonly outputs: readonly ValueInfo[];
  /** Whether it rounds activations by a scale taken over all tokens of a run, so that grouping moves its numbers. */
  readonly scalesByRun: boolean;
  run(feeds: Feeds, fetches?: Fetches): Promise<Readonly<Record<string, Tensor>>>;
  release(): Promise<void>;
}

/**
 * Opens a network. A run that failed leaves the runtime's session unusable (its bindings are stale, and the next run may
 * freeze), so it is opened again from the file before the next run.
 */
export async function openSession(
  runtime: Runtime,
  read: () => Promise<NetworkFile>,
  options: SessionOptions,
): Promise<Session> {
  const opened = await create(runtime, await read(), options);
  const { scalesByRun } = opened;
  let session = opened.session;
  let poisoned = false;
  const inputs = valuesOf(session.inputMetadata);
  const reopen = async (): Promise<void> => {
    const stale = session;
    ({ session } = await create(runtime, await read(), options));
    poisoned = false;
    await serially(() => stale.release());
  };
  return {
    inputs,
    outputs: valuesOf(session.outputMetadata),
    scalesByRun,
    async run(feeds, fetches) {
      checkFeeds(inputs, feeds);
      if (poisoned) await reopen();
      try {
        return await serially(() => (fetches === undefined ? session.run(feeds) : session.run(feeds, fetches)));
      } catch (thrown) {
        poisoned = true;
        throw thrown;
      }
    },
    release: () => serially(() => session.release()),
  };
}

interface Created {
  readonly session: InferenceSession;
  readonly scalesByRun: boolean;
}

async function create(runtime: Runtime, network: NetworkFile, options: SessionOptions): Promise<Created> {
  const { name, file, external } = network;
  const { device, stayOnDevice, logSeverityLevel = ERRORS } = options;
  const onDevice =
    device === null
      ? { executionProviders: ["wasm"] }
      : {
          executionProviders: [{ name: "webgpu" as const, device: device.gpu, validationMode: "wgpuOnly" as const }],
          preferredOutputLocation: Object.fromEntries(stayOnDevice.map((name) => [name, "gpu-buffer" as const])),
        };
  const used = new Set([file, ...external.map((weights) => weights.file)]);
  try {
    const { graph, beside } = await rewritten(runtime, network, options);
    for (const weights of beside) used.add(weights.file);
    const weights = beside.map(({ path, file: weightFile }) => ({ path, data: mounted(weightFile) }));
    const externalData = weights.length === 0 ? {} : { externalData: weights };
    const scalesByRun = quantisesAsItRuns(graph);
    const session = await serially(() =>
      runtime.InferenceSession.create(graph, { ...onDevice, ...externalData, logSeverityLevel }),
    );
    return { session, scalesByRun };
  } catch (thrown) {
    return refuseToOpen(name, thrown);
  } finally {
    for (const each of used) each.close();
  }
}

/** The graph as the runtime computes it with the least memory and time, and the files that it points into. */
async function rewritten(
  runtime: Runtime,
  { file, external }: NetworkFile,
  { device, writesTokens = false }: SessionOptions,
): Promise<{ readonly graph: Uint8Array; readonly beside: readonly ExternalWeights[] }> {
  const split = splitWeights(file);
  const beside = [...(split === null ? [] : [{ path: split.location, file }]), ...external];
  const whole = split?.graph ?? file.part(0, file.bytes);
  const graph = writesTokens ? readGraph(whole) : null;
  if (graph === null) return { graph: whole, beside };
  const fileAt = (location: string): FileInParts | undefined => beside.find(({ path }) => path === location)?.file;
  const spaced = device === null ? spacedRows(graph, fileAt) : null;
  const attention = await linearAttention(runtime, graph);
  const grouped = device === null ? groupedAttention(graph) : null;
  const edits = [askedLogits(graph), spaced?.edit, attention, grouped].filter(
    (edit) => edit !== null && edit !== undefined,
  );
  return { graph: edits.length === 0 ? whole : graph.edited(edits), beside: [...beside, ...(spaced?.files ?? [])] };
}

/** Says of a network that cannot be opened which file is at fault, and what helps. */
function refuseToOpen(name: string, thrown: unknown): never {
  const { code, detail = "" } = failureOf(thrown);
  if (code !== "internal") throw thrown;
  const [, weights = "another file", trouble = ""] =
    detail.match(/external data file "*([^"]+)"*, error: ([^.]*)/i) ?? [];
  if (weights === OWN_WEIGHTS || weights.startsWith(SPACED)) refuseModel("corrupt-file", "changed", { name }, thrown);
  if (/out of bounds/i.test(trouble)) refuseModel("corrupt-file", "weights-cut", { name, weights }, thrown);
  if (/external data|MountedFiles/i.test(detail))
    refuseModel("missing-file", "weights-missing", { name, weights }, thrown);
  if (/opset/i.test(detail)) refuseForOpset(name, detail, thrown);
  const operator = detail
    .match(/No Op registered for (\w+)|implementation for (\w+)/)
    ?.slice(1)
    .find(Boolean);
  if (operator !== undefined) refuseModel("unsupported-model", "no-operator", { name, operator }, thrown);
  return refuseModel("corrupt-file", "damaged", { name }, thrown);
}

/** From "Opset 99 is under development and support for this is limited. (…) support for domain ai.onnx is till opset 25". */
function refuseForOpset(name: string, detail: string, cause: unknown): never {
  const own = detail.match(/\bopset (\d+) is under development/i)?.[1];
  const known = detail.match(/\btill opset (\d+)/i)?.[1];
  if (own === undefined || known === undefined)
    return refuseModel("unsupported-model", "newer-runtime", { name }, cause);
  return refuseModel("unsupported-model", "newer-opset", { name, own, known }, cause);
}

/** Operators stand before the weights in every file that protobuf writes, and take less than this. */
const OPERATORS_BYTES = 1 << 23;

/**
 * Told by the operators rather than by the file's name, which a person may have changed. `accuracy_level` lets kernels of
 * 4-bit networks round activations too, and on WebGPU they do so for several tokens and not for one.
 */
function quantisesAsItRuns(graph: Uint8Array): boolean {
  const operators = new TextDecoder("latin1").decode(graph.subarray(0, OPERATORS_BYTES));
  return /DynamicQuantize|accuracy_level/.test(operators);
}

const valuesOf = (metadata: readonly InferenceSession.ValueMetadata[]): ValueInfo[] =>
  metadata.map((value) => ({
    name: value.name,
    type: value.isTensor ? value.type : "",
    dims: value.isTensor ? value.shape : [],
  }));

/** A wrong feed would poison the session, so it is caught before. */
function checkFeeds(inputs: readonly ValueInfo[], feeds: Feeds): void {
  for (const { name, type, dims } of inputs) {
    const fed = feeds[name];
    if (fed === undefined) throw new Error(`The network wants an input "${name}"`);
    const fits =
      fed.dims.length === dims.length && dims.every((size, i) => typeof size === "string" || size === fed.dims[i]);
    if (fed.type !== type || !fits) {
      throw new Error(`Input "${name}" is ${fed.type}[${fed.dims}], but the network wants ${type}[${dims}]`);
    }
  }
  // Each of them is fed, so one more is one too many.
  if (Object.keys(feeds).length === inputs.length) return;
  const unknown = Object.keys(feeds).find((name) => !inputs.some((input) => input.name === name));
  throw new Error(`The network has no input "${unknown}"`);
}
