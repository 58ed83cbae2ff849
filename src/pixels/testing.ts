import type { Pixels } from "./pixels";

/** An opaque image of noise that any language can make: a 32-bit linear congruential generator, one draw a byte. */
export function noise(width: number, height: number, seed: number): Pixels {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  let state = seed;
  for (let at = 0; at < data.length; at++) {
    if (at % 4 === 3) continue;
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    data[at] = state >>> 24;
  }
  return { width, height, data };
}

/** The bytes of red, green and blue, without alpha. */
export const opaqueBytes = ({ data }: Pixels): Uint8Array => Uint8Array.from(data.filter((_, at) => at % 4 !== 3));

/** [red, green, blue, alpha] at a place. */
export const at = ({ data, width }: Pixels, x: number, y: number): number[] => [
  ...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4),
];

/** How much of an image's area a black drawing on white covers, in pixels. */
export const inkOf = ({ data }: Pixels): number =>
  data.reduce((sum, value, index) => (index % 4 === 0 ? sum + (255 - value) / 255 : sum), 0);
