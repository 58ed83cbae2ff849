import type { Dtype, DtypeChoice, NetworkRole } from "../contract/source";
import type { FileInfo } from "./origin";
import type { Settings } from "./settings";
import { isSettings } from "./settings";

/** The graph of one network and the files its weights lie in. */
export interface NetworkPaths {
  readonly role: NetworkRole;
  readonly graph: string;
  /** Named in the graph relative to itself. */
  readonly external: readonly string[];
}

const SUFFIX: Readonly<Record<Dtype, string>> = {
  fp32: "",
  fp16: "_fp16",
  q8: "_quantized",
  int8: "_int8",
  uint8: "_uint8",
  q4: "_q4",
  q4f16: "_q4f16",
  bnb4: "_bnb4",
};

export type ExecutionTarget = "webgpu-f16" | "webgpu-f32" | "wasm";

// Best first. WebGPU computes 8-bit graphs wrongly or on the CPU; a 4-bit embedding has no CPU kernel; graphs with 16-bit
// activations need the shader-f16 feature and have no CPU kernels worth using.
const PREFERENCES: Readonly<Record<ExecutionTarget, Readonly<Record<NetworkRole, readonly Dtype[]>>>> = {
  "webgpu-f16": {
    embed_tokens: ["fp16", "fp32"],
    vision_encoder: ["fp16", "q4", "fp32"],
    decoder_model_merged: ["q4f16", "q4", "fp16", "fp32"],
  },
  "webgpu-f32": {
    embed_tokens: ["fp32"],
    vision_encoder: ["q4", "fp32"],
    decoder_model_merged: ["q4", "fp32"],
  },
  wasm: {
    embed_tokens: ["q8", "int8", "uint8", "fp32"],
    vision_encoder: ["q4", "q8", "fp32"],
    decoder_model_merged: ["q4", "q8", "fp32"],
  },
};

/** Which files to load for a role. Without a list of what there is, plain 32-bit files are taken. */
export function networkPathsOf(
  role: NetworkRole,
  machine: ExecutionTarget,
  choice: DtypeChoice | undefined,
  facts: readonly FileInfo[] | null,
  config: Settings,
): NetworkPaths {
  const chosen = typeof choice === "string" ? choice : choice?.[role];
  const graphOf = (dtype: Dtype): string => `onnx/${role}${SUFFIX[dtype]}.onnx`;
  const exists = (path: string): boolean => facts?.some((fact) => fact.path === path) ?? false;
  const dtype = chosen ?? PREFERENCES[machine][role].find((dtype) => exists(graphOf(dtype))) ?? "fp32";
  const graph = graphOf(dtype);
  const external =
    facts === null
      ? externalFromConfig(config, role, graph)
      : facts.map(({ path }) => path).filter((path) => path.startsWith(`${graph}_data`));
  return { role, graph, external: [...external].sort() };
}

/** `transformers.js_config.use_external_data_format`: how many data files, for all, by base name or by file name. */
function externalFromConfig(config: Settings, role: NetworkRole, graph: string): string[] {
  const settings = config["transformers.js_config"];
  const format = isSettings(settings) ? settings.use_external_data_format : undefined;
  const own = isSettings(format) ? (format[graph.replace("onnx/", "")] ?? format[role]) : format;
  const count = Math.min(100, typeof own === "number" ? own : own === true ? 1 : 0);
  return Array.from({ length: count }, (_, index) => `${graph}_data${index === 0 ? "" : `_${index}`}`);
}
