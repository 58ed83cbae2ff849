// What loading a model would fetch, and in which dtypes, told from its list of files alone.
import type { LoadPlan } from "../contract/model";
import { DTYPES, type Dtype, type ModelSource, type NetworkRole } from "../contract/source";
import type { ModelFiles } from "../files/modelFiles";
import { type ExecutionTarget, hasNetwork, networkPathsOf } from "../files/networkFiles";

const ROLES: readonly NetworkRole[] = ["embed_tokens", "vision_encoder", "encoder_model", "decoder_model_merged"];

/** While a network is opened its file stands beside it: a model takes at most half as much again as its weights. */
const WHILE_LOADING = 1.5;

/** Null where nobody says what files there are, or how large they are. */
export function planOf(source: ModelSource, { facts }: ModelFiles, target: ExecutionTarget): LoadPlan | null {
  if (facts === null) return null;
  const roles = ROLES.filter((role) => hasNetwork(role, facts));
  const bytesOf = (paths: readonly string[]): number =>
    paths.reduce((sum, file) => sum + (facts.find(({ path }) => path === file)?.bytes ?? 0), 0);
  const networksIn = (dtype: Dtype | undefined) =>
    roles.map((role) => {
      const choice = dtype ?? (source.kind === "bundled" ? undefined : source.dtype);
      const { weights, graph, external } = networkPathsOf(role, target, choice, { facts, config: {} });
      return { role, weights, bytes: bytesOf([graph, ...external]) };
    });
  const sum = (networks: readonly { readonly bytes: number }[]): number =>
    networks.reduce((total, { bytes }) => total + bytes, 0);
  const networks = networksIn(undefined);
  if (networks.length === 0 || networks.some(({ bytes }) => bytes === 0)) return null;
  const bytes = sum(networks);
  const offered = DTYPES.filter((dtype) =>
    networks.some(({ weights }) => weights.dtype === dtype || weights.others.includes(dtype)),
  );
  return {
    target: target === "wasm" ? "wasm" : "webgpu",
    networks,
    bytes,
    memoryBytes: Math.round(bytes * WHILE_LOADING),
    byDtype: offered.map((dtype) => ({ dtype, bytes: sum(networksIn(dtype)) })),
  };
}

/** What networks would be computed on, told without opening a device. */
export async function bestTarget(gpu: GPU | undefined): Promise<ExecutionTarget> {
  const adapter = await gpu?.requestAdapter({ powerPreference: "high-performance" }).catch(() => null);
  if (!adapter) return "wasm";
  return adapter.features.has("shader-f16") ? "webgpu-f16" : "webgpu-f32";
}
