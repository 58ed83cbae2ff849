import type { ImageId } from "../action";
import type { Pixels } from "../pixels";

/** Decoded images, the least recently used given up first once they take more bytes than the budget. */
export interface PixelCache {
  get(id: ImageId): Pixels | undefined;
  set(id: ImageId, pixels: Pixels): void;
  readonly bytes: number;
}

/** The image set last is kept even where it alone is over the budget: somebody is about to use it. */
export function createPixelCache(budgetBytes: number): PixelCache {
  const kept = new Map<ImageId, Pixels>();
  let bytes = 0;
  const drop = (id: ImageId): void => {
    bytes -= kept.get(id)?.data.byteLength ?? 0;
    kept.delete(id);
  };
  return {
    get(id) {
      const pixels = kept.get(id);
      // A Map lists its keys by age; taken out and put in again, a key is the youngest.
      if (pixels && kept.delete(id)) kept.set(id, pixels);
      return pixels;
    },
    set(id, pixels) {
      drop(id);
      kept.set(id, pixels);
      bytes += pixels.data.byteLength;
      for (const oldest of kept.keys()) {
        if (bytes <= budgetBytes || kept.size === 1) break;
        drop(oldest);
      }
    },
    get bytes() {
      return bytes;
    },
  };
}
