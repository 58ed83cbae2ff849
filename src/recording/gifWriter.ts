import { GIFEncoder, quantize } from "gifenc";
import type { Size } from "../geometry";

// One palette for the whole film: with one a frame, what stands still would change its colours all the time, and no pixel
// could be left as it was. Colours in between are dithered in order, by place and not by neighbours, so that a pixel that
// does not change stays the same pixel.

/** The last of 256 colours is "as before". */
const COLOURS = 255;
const AS_BEFORE = 255;
/** How far a colour is moved before its nearest is looked for, of 255 levels: about what lies between two of a palette. */
const SPREAD = 22;
/** A colour that the palette has, within so much a channel, is not dithered: words and grounds stay clean. */
const CLOSE = 5;

/** Bayer's order of 8 × 8 places, as parts of 64. */
const ORDER: readonly number[] = [
  0, 32, 8, 40, 2, 34, 10, 42, 48, 16, 56, 24, 50, 18, 58, 26, 12, 44, 4, 36, 14, 46, 6, 38, 60, 28, 52, 20, 62, 30, 54,
  22, 3, 35, 11, 43, 1, 33, 9, 41, 51, 19, 59, 27, 49, 17, 57, 25, 15, 47, 7, 39, 13, 45, 5, 37, 63, 31, 55, 23, 61, 29,
  53, 21,
];
const OFFSETS = Int8Array.from(ORDER, (place) => Math.round((place / 63 - 0.5) * SPREAD));

/** A GIF in the making. Each call gives the bytes that follow those of the call before. */
export interface GifWriter {
  /** `pixels` is RGBA of the whole size; it is shown for `hundredths` of a second, 2 at least. */
  add(pixels: Uint8ClampedArray, hundredths: number): Uint8Array<ArrayBuffer>;
  finish(): Uint8Array<ArrayBuffer>;
}

/** `sample` is RGBA pixels from all over the film, which its palette is made for. */
export function createGifWriter({ width, height }: Size, sample: Uint8ClampedArray): GifWriter {
  const palette = quantize(sample, COLOURS, { format: "rgb565" });
  const nearest = createNearest(palette);
  // Filled up, so that the colour for "as before" has the place that it is told by.
  const table = [...palette, ...Array.from({ length: AS_BEFORE + 1 - palette.length }, () => [0, 0, 0])];
  const gif = GIFEncoder({ initialCapacity: 1 << 16 });
  let shown: Uint8Array | null = null;
  const taken = (): Uint8Array<ArrayBuffer> => {
    const bytes = gif.bytes();
    gif.stream.reset();
    return bytes;
  };
  return {
    add(pixels, hundredths) {
      const indices = indexed(pixels, width, palette, nearest);
      const written = shown ? changed(shown, indices) : indices;
      gif.writeFrame(written, width, height, {
        ...(shown ? {} : { palette: table, repeat: 0 }),
        delay: hundredths * 10,
        transparent: shown !== null,
        transparentIndex: AS_BEFORE,
        dispose: 1,
      });
      shown = indices;
      return taken();
    },
    finish() {
      gif.finish();
      return taken();
    },
  };
}

function changed(before: Uint8Array, now: Uint8Array): Uint8Array {
  const written = new Uint8Array(now.length);
  for (let i = 0; i < now.length; i++) written[i] = now[i] === before[i] ? AS_BEFORE : (now[i] ?? 0);
  return written;
}

type Palette = readonly (readonly number[])[];
/** The index of the nearest colour; channels from 0 to 255. */
type Nearest = (red: number, green: number, blue: number) => number;

/** Remembers the nearest of each of 65,536 cells: a search through the palette for every pixel would take minutes. */
function createNearest(palette: Palette): Nearest {
  const known = new Int16Array(65_536).fill(-1);
  return (red, green, blue) => {
    const cell = ((red >> 3) << 11) | ((green >> 2) << 5) | (blue >> 3);
    const found = known[cell] ?? -1;
    if (found >= 0) return found;
    let best = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < palette.length; i++) {
      const [r = 0, g = 0, b = 0] = palette[i] ?? [];
      // Green counts most and blue least, as an eye has it.
      const far = 3 * (r - red) ** 2 + 6 * (g - green) ** 2 + (b - blue) ** 2;
      if (far < least) [best, least] = [i, far];
    }
    known[cell] = best;
    return best;
  };
}

function indexed(pixels: Uint8ClampedArray, width: number, palette: Palette, nearest: Nearest): Uint8Array {
  const [reds, greens, blues] = [0, 1, 2].map((channel) => Uint8Array.from(palette, (colour) => colour[channel] ?? 0));
  const indices = new Uint8Array(pixels.length / 4);
  if (!reds || !greens || !blues) return indices;
  const clamped = (value: number): number => (value < 0 ? 0 : value > 255 ? 255 : value);
  for (let i = 0, at = 0; i < indices.length; i++, at += 4) {
    const [red, green, blue] = [pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0];
    let index = nearest(red, green, blue);
    const isClose =
      Math.abs((reds[index] ?? 0) - red) <= CLOSE &&
      Math.abs((greens[index] ?? 0) - green) <= CLOSE &&
      Math.abs((blues[index] ?? 0) - blue) <= CLOSE;
    if (!isClose) {
      const offset = OFFSETS[(((i / width) & 7) << 3) | ((i % width) & 7)] ?? 0;
      index = nearest(clamped(red + offset), clamped(green + offset), clamped(blue + offset));
    }
    indices[i] = index;
  }
  return indices;
}
