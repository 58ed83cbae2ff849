import { type ChosenWeights, DTYPES, type Dtype, type DtypeChoice, type NetworkRole } from "../contract/source";
import type { FileInfo } from "./origin";
import type { Settings } from "./settings";
import { isSettings } from "./settings";

/** The graph of one network and the files its weights lie in. */
export interface NetworkPaths {
  readonly role: NetworkRole;
  readonly weights: ChosenWeights;
  readonly graph: string;
  /** Named in the graph relative to itself. */
  readonly external: readonly string[];
}

/**
 * What a network's files are called, by transformers.js and by Liquid's exporter (LFM2.5-VL-1.6B-ONNX, LFM3-VL-2B-ONNX).
 * Of several that are there, the first.
 */
const NAMES: Readonly<Record<NetworkRole, readonly [string, ...string[]]>> = {
  embed_tokens: ["embed_tokens"],
  vision_encoder: ["vision_encoder", "embed_images"],
  encoder_model: ["encoder_model"],
  decoder_model_merged: ["decoder_model_merged", "decoder"],
};

/** The first is transformers.js'; another follows where exporters differ. */
const SUFFIXES: Readonly<Record<Dtype, readonly [string, ...string[]]>> = {
  fp32: [""],
  fp16: ["_fp16"],
  q8: ["_quantized", "_q8"],
  int8: ["_int8"],
  uint8: ["_uint8"],
  q4: ["_q4"],
  q4f16: ["_q4f16"],
  bnb4: ["_bnb4"],
};

export type ExecutionTarget = "webgpu-f16" | "webgpu-f32" | "wasm";

// Fastest first; decision 31 has the figures, and `npm run bench -- --only dtypes` measures them. WebGPU computes 8-bit
// graphs wrongly or on the CPU, and graphs with 16-bit activations need the shader-f16 feature. On WASM blocks of four bits
// take many times as long as anything else. An embedding in four bits has no CPU kernel at all.
const ON_CPU: Readonly<Record<NetworkRole, readonly Dtype[]>> = {
  embed_tokens: ["q8", "int8", "uint8", "fp32", "fp16"],
  vision_encoder: ["q8", "uint8", "int8", "fp32", "fp16", "bnb4", "q4", "q4f16"],
  encoder_model: ["q8", "int8", "uint8", "fp32", "fp16", "bnb4", "q4", "q4f16"],
  decoder_model_merged: ["q8", "int8", "uint8", "fp32", "fp16", "bnb4", "q4", "q4f16"],
};

const FASTEST_FIRST: Readonly<Record<ExecutionTarget, Readonly<Record<NetworkRole, readonly Dtype[]>>>> = {
  "webgpu-f16": {
    embed_tokens: ["fp16", "fp32"],
    vision_encoder: ["fp16", "q4", "fp32"],
    encoder_model: ["fp16", "q4", "fp32"],
    decoder_model_merged: ["q4f16", "q4", "fp16", "fp32"],
  },
  "webgpu-f32": {
    embed_tokens: ["fp32"],
    vision_encoder: ["q4", "fp32"],
    encoder_model: ["q4", "fp32"],
    decoder_model_merged: ["q4", "fp32"],
  },
  wasm: ON_CPU,
};

/** WebAssembly has 4 GiB in all, and while a network is opened its weights stand there twice. */
const MOST_BYTES_ON_WASM = 1.5 * 2 ** 30;

/** What is known of the files that there are. */
export interface KnownFiles {
  readonly facts: readonly FileInfo[] | null;
  readonly config: Settings;
}

/** Which files to load for a role. Without a list of what there is, plain 32-bit files are taken. */
export function networkPathsOf(
  role: NetworkRole,
  target: ExecutionTarget,
  choice: DtypeChoice | undefined,
  { facts, config }: KnownFiles,
): NetworkPaths {
  const weights = chooseWeights(role, target, choice, facts);
  const graph = graphOf(role, weights.dtype, facts);
  const external = facts === null ? externalFromConfig(config, role, graph) : externalIn(facts, graph);
  return { role, weights, graph, external: [...external].sort() };
}

/** Whether there are files for a role, as far as anybody says what there is. */
export const hasNetwork = (role: NetworkRole, facts: readonly FileInfo[] | null): boolean =>
  facts === null || DTYPES.some((dtype) => isThere(graphOf(role, dtype, facts), facts));

/** The graph's path: the first name that is there, else the one that transformers.js would ask for. */
function graphOf(role: NetworkRole, dtype: Dtype, facts: readonly FileInfo[] | null): string {
  const paths = NAMES[role].flatMap((name) => SUFFIXES[dtype].map((suffix) => `onnx/${name}${suffix}.onnx`));
  return paths.find((path) => isThere(path, facts)) ?? `onnx/${NAMES[role][0]}${SUFFIXES[dtype][0]}.onnx`;
}

const isThere = (path: string, facts: readonly FileInfo[] | null): boolean =>
  facts?.some((file) => file.path === path) ?? false;

const externalIn = (facts: readonly FileInfo[], graph: string): string[] =>
  facts.map(({ path }) => path).filter((path) => path.startsWith(`${graph}_data`));

function chooseWeights(
  role: NetworkRole,
  target: ExecutionTarget,
  choice: DtypeChoice | undefined,
  facts: readonly FileInfo[] | null,
): ChosenWeights {
  const there = DTYPES.filter((dtype) => isThere(graphOf(role, dtype, facts), facts));
  const chosen = (dtype: Dtype, reason: ChosenWeights["reason"]): ChosenWeights => ({
    dtype,
    others: there.filter((other) => other !== dtype),
    reason,
  });
  const usable = FASTEST_FIRST[target][role].filter((dtype) => there.includes(dtype));
  const asked = typeof choice === "string" ? askedFor(role, choice, there) : choice?.[role];
  if (asked !== undefined) return chosen(asked, "asked");
  const [fastest] = usable;
  // What cannot be computed fast is still tried, rather than a file that is not there.
  if (fastest === undefined) return chosen(there[0] ?? "fp32", "only");
  if (there.length === 1) return chosen(fastest, "only");
  const fits = target === "wasm" ? usable.find((dtype) => bytesOf(role, dtype, facts) <= MOST_BYTES_ON_WASM) : fastest;
  return fits === undefined || fits === fastest ? chosen(fastest, "fastest") : chosen(fits, "fits");
}

/** One dtype for all networks: those that lack it, or cannot be computed in it, go by themselves. */
function askedFor(role: NetworkRole, dtype: Dtype, there: readonly Dtype[]): Dtype | undefined {
  // Embeddings are looked up on the CPU, whatever the target.
  if (role === "embed_tokens" && !ON_CPU.embed_tokens.includes(dtype)) return undefined;
  const isLacking = there.length > 0 && !there.includes(dtype);
  return isLacking && role !== "decoder_model_merged" ? undefined : dtype;
}

function bytesOf(role: NetworkRole, dtype: Dtype, facts: readonly FileInfo[] | null): number {
  const graph = graphOf(role, dtype, facts);
  const own = facts?.filter(({ path }) => path === graph || path.startsWith(`${graph}_data`)) ?? [];
  return own.reduce((sum, { bytes = 0 }) => sum + bytes, 0);
}

/** `transformers.js_config.use_external_data_format`: how many data files, for all, by base name or by file name. */
function externalFromConfig(config: Settings, role: NetworkRole, graph: string): string[] {
  const settings = config["transformers.js_config"];
  const format = isSettings(settings) ? settings.use_external_data_format : undefined;
  const own = isSettings(format) ? (format[graph.replace("onnx/", "")] ?? format[role]) : format;
  const count = Math.min(100, typeof own === "number" ? own : own === true ? 1 : 0);
  return Array.from({ length: count }, (_, index) => `${graph}_data${index === 0 ? "" : `_${index}`}`);
}
