import { type ByteCache, createByteCache } from "../cache/byteCache";
import type { EngineImage } from "../contract/model";
import type { FeatureStreams } from "../network/tokenRun";
import type { VisionEncoder } from "../network/visionEncoder";

/** What the vision network made of images, by their hash. */
export interface ImageFeatures {
  /** `encoded` says whether the network had to look. */
  of(image: EngineImage, signal: AbortSignal): Promise<{ readonly streams: FeatureStreams; readonly encoded: boolean }>;
  readonly cache: ByteCache<FeatureStreams>;
  enabled: boolean;
}

export function createImageFeatures(encoder: VisionEncoder, budgetBytes: number): ImageFeatures {
  const cache = createByteCache<FeatureStreams>(budgetBytes);
  return {
    cache,
    enabled: true,
    async of(image, signal) {
      const known = this.enabled ? cache.get(image.hash) : undefined;
      if (known !== undefined) return { streams: known, encoded: false };
      const streams = await encoder.encode(image.pixels, signal);
      const bytes = Object.values(streams).reduce((sum, { byteLength }) => sum + byteLength, 0);
      if (this.enabled) cache.set(image.hash, streams, bytes);
      return { streams, encoded: true };
    },
  };
}
