import type { Color, Pixels } from "../../pixels";

/** Lays `top` over `under` with its left upper corner there, in place, each pixel as far as `mask` (grey) lets it through. */
export function pasted(under: Pixels, top: Pixels, left: number, upper: number, mask: Pixels | null): void {
  for (let y = Math.max(0, -upper); y < Math.min(top.height, under.height - upper); y++)
    for (let x = Math.max(0, -left); x < Math.min(top.width, under.width - left); x++) {
      const [from, to] = [(y * top.width + x) * 4, ((upper + y) * under.width + left + x) * 4];
      const share = mask ? mask.data[from]! / 255 : 1;
      for (let channel = 0; channel < 4; channel++)
        under.data[to + channel] = under.data[to + channel]! * (1 - share) + top.data[from + channel]! * share;
    }
}

/** `top` over `under` by its own alpha (Porter and Duff's "over", straight alpha). Both of one size. */
export function overlaid(under: Pixels, top: Pixels): Pixels {
  const made = { ...under, data: new Uint8ClampedArray(under.data.length) };
  for (let i = 0; i < made.data.length; i += 4) {
    const [above, below] = [top.data[i + 3]! / 255, under.data[i + 3]! / 255];
    const alpha = above + below * (1 - above);
    for (let channel = 0; channel < 3; channel++)
      made.data[i + channel] =
        alpha === 0 ? 0 : (top.data[i + channel]! * above + under.data[i + channel]! * below * (1 - above)) / alpha;
    made.data[i + 3] = alpha * 255;
  }
  return made;
}

/** From one image to another: `share` 0 is the first, 1 the second; beyond that, the difference is carried on. */
export function blended(a: Pixels, b: Pixels, share: number): Pixels {
  const data = new Uint8ClampedArray(a.data.length);
  for (let i = 0; i < data.length; i++) data[i] = Math.trunc(clamp(a.data[i]! + share * (b.data[i]! - a.data[i]!)));
  return { ...a, data };
}

const clamp = (value: number): number => Math.min(255, Math.max(0, value));

/** Brightness by ITU-R 601-2 in 16 bits, as Pillow's `convert("L")`, in all three colours. */
export function grey({ width, height, data }: Pixels): Pixels {
  const made = new Uint8ClampedArray(data.length);
  for (let i = 0; i < data.length; i += 4) {
    const value = (data[i]! * 19595 + data[i + 1]! * 38470 + data[i + 2]! * 7471 + 0x8000) >> 16;
    made.fill(value, i, i + 3);
    made[i + 3] = 255;
  }
  return { width, height, data: made };
}

/** Each colour looked up: `table` has 256 values for red, then for green, then for blue, then perhaps for alpha. */
export function lookedUp({ width, height, data }: Pixels, table: ArrayLike<number>): Pixels {
  const made = new Uint8ClampedArray(data);
  const channels = Math.min(4, table.length / 256);
  for (let i = 0; i < data.length; i += 4)
    for (let channel = 0; channel < channels; channel++) made[i + channel] = table[channel * 256 + data[i + channel]!]!;
  return { width, height, data: made };
}

/** How often each value occurs in a channel. */
export function histogram({ data }: Pixels, channel: number): readonly number[] {
  const counts: number[] = new Array(256).fill(0);
  for (let i = channel; i < data.length; i += 4) counts[data[i]!] = counts[data[i]!]! + 1;
  return counts;
}

/** On an opaque ground of that colour. */
export function onGround(pixels: Pixels, ground: Color): Pixels {
  const under = { ...pixels, data: new Uint8ClampedArray(pixels.data.length) };
  for (let i = 0; i < under.data.length; i += 4) under.data.set([ground[0], ground[1], ground[2], 255], i);
  return overlaid(under, pixels);
}

/** Without transparency, colours as they are. */
export function opaque({ width, height, data }: Pixels): Pixels {
  const made = new Uint8ClampedArray(data);
  for (let i = 3; i < made.length; i += 4) made[i] = 255;
  return { width, height, data: made };
}
