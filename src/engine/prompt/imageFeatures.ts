import { type ByteCache, createByteCache } from "../cache/byteCache";
import type { EngineImage } from "../contract/model";
import type { VisionEncoder } from "../network/visionEncoder";

/** What the vision network made of images, by their hash. */
export interface ImageFeatures {
  /** [tokens, hidden]; `encoded` says whether the network had to look. */
  of(image: EngineImage, signal: AbortSignal): Promise<{ readonly values: Float32Array; readonly encoded: boolean }>;
  readonly cache: ByteCache<Float32Array>;
  enabled: boolean;
}

export function createImageFeatures(encoder: VisionEncoder, budgetBytes: number): ImageFeatures {
  const cache = createByteCache<Float32Array>(budgetBytes);
  return {
    cache,
    enabled: true,
    async of(image, signal) {
      const known = this.enabled ? cache.get(image.hash) : undefined;
      if (known !== undefined) return { values: known, encoded: false };
      const values = await encoder.encode(image.pixels, signal);
      if (this.enabled) cache.set(image.hash, values, values.byteLength);
      return { values, encoded: true };
    },
  };
}
