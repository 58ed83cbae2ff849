import type { Pixels } from "../../src/pixels";

/** Any picture does; a network's work does not depend on what it shows. */
export function painted(seed: number): Pixels {
  const [width, height] = [320, 240];
  const data = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    data.set([(i * (seed + 3)) % 256, (i >> 5) % 256, (i * 7 + seed * 31) % 256, 255], i * 4);
  }
  return { width, height, data };
}
