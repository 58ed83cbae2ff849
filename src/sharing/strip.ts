import { crc32 } from "../base";

// A program that writes a PNG anew may drop the trace in it, and leaves nothing behind that says so but the pixels. So a
// strip of cells along the lower edge says that there was one. It outlives scaling and mild compression, as each cell is
// as wide as a 64th of the picture, and it carries a checksum, so that no photograph is taken for it by chance.

const MAGIC = 0xa5c3;
const PAYLOAD_BITS = 32;
export const STRIP_CELLS = 16 + PAYLOAD_BITS + 16;
/** Of 0 to 255. Far enough apart to be told after compression, and no black and white. */
const DARK = 40;
const LIGHT = 200;
const LEAST_CONTRAST = 60;
/** The strip's share of the height of the picture, itself included. */
const SHARE = 60;
const LEAST_PIXELS = 6;

/** How high the strip is under a picture of that height, in pixels. */
export const stripHeight = (pictureHeight: number): number =>
  Math.max(LEAST_PIXELS, Math.ceil(pictureHeight / (SHARE - 1)));

/** The grey of each cell from left to right, 0 to 255, for a picture whose trace has that seal. */
export function stripOf(seal: string): readonly number[] {
  const payload = Number.parseInt(seal.slice(0, PAYLOAD_BITS / 4), 16);
  const bits = [...bitsOf(MAGIC, 16), ...bitsOf(payload, PAYLOAD_BITS), ...bitsOf(checkOf(payload), 16)];
  return bits.map((bit) => (bit === 1 ? LIGHT : DARK));
}

/** Pixels as four bytes each, row after row. */
export interface StripPixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** Whether the strip is there: a picture that was made of a trace, whatever became of the trace. */
export const readStrip = (pixels: StripPixels): boolean =>
  rowsToTry(pixels.height).some((row) => isStrip(bitsIn(pixels, row)));

/** The middle of the strip, where the picture has the size that it was made in and where it was scaled. */
const rowsToTry = (height: number): readonly number[] =>
  [height - LEAST_PIXELS / 2, height * (1 - 1 / (2 * SHARE)), height - 2, height - 1]
    .map(Math.floor)
    .filter((row) => row >= 0 && row < height);

function bitsIn({ width, height, data }: StripPixels, row: number): readonly number[] | null {
  if (width < STRIP_CELLS || row >= height) return null;
  const greys = Array.from({ length: STRIP_CELLS }, (_, cell) => {
    const at = (row * width + Math.floor(((cell + 0.5) * width) / STRIP_CELLS)) * 4;
    return ((data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0)) / 3;
  });
  const [least, most] = [Math.min(...greys), Math.max(...greys)];
  return most - least < LEAST_CONTRAST ? null : greys.map((grey) => (grey > (least + most) / 2 ? 1 : 0));
}

function isStrip(bits: readonly number[] | null): boolean {
  if (!bits) return false;
  const payload = numberOf(bits.slice(16, 16 + PAYLOAD_BITS));
  return numberOf(bits.slice(0, 16)) === MAGIC && numberOf(bits.slice(16 + PAYLOAD_BITS)) === checkOf(payload);
}

const checkOf = (payload: number): number =>
  crc32(Uint8Array.of(payload >>> 24, (payload >>> 16) & 255, (payload >>> 8) & 255, payload & 255)) & 0xffff;

const bitsOf = (value: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, i) => Math.floor(value / 2 ** (count - 1 - i)) % 2);

const numberOf = (bits: readonly number[]): number => bits.reduce((value, bit) => value * 2 + bit, 0);
