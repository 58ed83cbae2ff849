import { err, ok, type Result } from "../../base";
import { type EngineFailure, failureFrom } from "../contract/failure";

/** A graphics device of our own: the runtime's default one dies with its last session and cannot come back. */
export interface Device {
  readonly gpu: GPUDevice;
  /** Whether networks with 16-bit activations run. */
  readonly halfPrecision: boolean;
  readonly description: string;
}

// What large weights and long prompts need beyond WebGPU's defaults: as much as the adapter has.
const LIMITS = [
  "maxBufferSize",
  "maxStorageBufferBindingSize",
  "maxComputeWorkgroupStorageSize",
  "maxComputeInvocationsPerWorkgroup",
  "maxComputeWorkgroupSizeX",
  "maxComputeWorkgroupSizeY",
  "maxComputeWorkgroupSizeZ",
  "maxComputeWorkgroupsPerDimension",
  "maxStorageBuffersPerShaderStage",
] as const;

/** Why there is no device: the browser lacks WebGPU, the machine lacks an adapter for it, or the adapter gave none. */
export interface DeviceRefusal {
  readonly reason: "no-webgpu" | "no-adapter" | "no-device";
  readonly failure: EngineFailure;
}

const refused = (reason: DeviceRefusal["reason"], message: string, cause?: unknown): Result<never, DeviceRefusal> =>
  err({ reason, failure: failureFrom("no-webgpu", message, cause) });

export async function openDevice(gpu: GPU | undefined): Promise<Result<Device, DeviceRefusal>> {
  if (gpu === undefined) return refused("no-webgpu", "This browser has no WebGPU.");
  try {
    const adapter = await gpu.requestAdapter({ powerPreference: "high-performance" });
    if (adapter === null) return refused("no-adapter", "This browser has WebGPU, but no graphics adapter for it.");
    const device = await adapter.requestDevice({
      requiredFeatures: featuresOf(adapter),
      requiredLimits: Object.fromEntries(LIMITS.map((name) => [name, adapter.limits[name]])),
    });
    const { vendor, architecture, description } = adapter.info;
    return ok({
      gpu: device,
      halfPrecision: device.features.has("shader-f16"),
      description: [vendor, architecture, description].filter(Boolean).join(" "),
    });
  } catch (thrown) {
    return refused("no-device", "The graphics device could not be opened.", thrown);
  }
}

/**
 * Subgroups of fewer than eight lanes compute attention wrongly (seen on SwiftShader, whose subgroups have four:
 * prompts of 32 and more tokens are off by a tenth), so the device is made without them there.
 */
function featuresOf(adapter: GPUAdapter): GPUFeatureName[] {
  const trusted = !adapter.info.isFallbackAdapter && (adapter.info.subgroupMinSize ?? 0) >= 8;
  const wanted = ["shader-f16", ...(trusted ? ["subgroups", "subgroup-size-control"] : [])];
  // The type declarations list neither every feature nor the same ones that a browser does.
  return wanted.filter((feature): feature is GPUFeatureName => adapter.features.has(feature));
}
