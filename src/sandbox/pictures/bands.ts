import type { Pixels } from "../../pixels";

/** One channel as a grey image. */
export function bandOf({ width, height, data }: Pixels, channel: number): Pixels {
  const made = new Uint8ClampedArray(data.length);
  for (let i = 0; i < data.length; i += 4) {
    made.fill(data[i + channel]!, i, i + 3);
    made[i + 3] = 255;
  }
  return { width, height, data: made };
}

/** Sets one channel to the first of another image of the same size, in place. */
export function setBand({ data }: Pixels, channel: number, band: Pixels): void {
  for (let i = 0; i < data.length; i += 4) data[i + channel] = band.data[i]!;
}

export const isSame = (a: Pixels, b: Pixels): boolean => a.data.every((value, i) => value === b.data[i]);

/** Left, top, right and bottom of what is not zero, right and bottom outside it; null where all is. */
export function boundsOf({ width, height, data }: Pixels, byAlpha: boolean): readonly number[] | null {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4;
      if (byAlpha ? !data[at + 3] : !(data[at] || data[at + 1] || data[at + 2])) continue;
      [left, right] = [Math.min(left, x), Math.max(right, x)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
    }
  return right < 0 ? null : [left, top, right + 1, bottom + 1];
}

/** Which of red, green, blue and alpha a PNG of so many channels holds, in its order. */
const CHANNELS: Readonly<Record<number, readonly number[]>> = { 1: [0], 2: [0, 3], 3: [0, 1, 2], 4: [0, 1, 2, 3] };

/** Rows as PNG has them before they are packed: a byte for the filter, 0 for none, and the channels of each pixel. */
export function rowsOf({ width, height, data }: Pixels, channels: number): Uint8Array {
  const places = CHANNELS[channels] ?? [0, 1, 2];
  const made = new Uint8Array((width * channels + 1) * height);
  for (let y = 0, at = 0; y < height; y++) {
    at++;
    for (let x = 0; x < width; x++) for (const place of places) made[at++] = data[(y * width + x) * 4 + place]!;
  }
  return made;
}

/** The image of such rows; filters are undone as PNG (third edition, 9.2) says. */
export function fromRows(rows: Uint8Array, width: number, height: number, channels: number): Pixels {
  const places = CHANNELS[channels] ?? [0, 1, 2];
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  const stride = width * channels;
  const plainRows = unfiltered(rows, stride, height, channels);
  for (let i = 0; i < width * height; i++) {
    for (const [n, place] of places.entries()) data[i * 4 + place] = plainRows[i * channels + n]!;
    if (channels < 3) data.fill(plainRows[i * channels]!, i * 4, i * 4 + 3);
  }
  return { width, height, data };
}

function unfiltered(rows: Uint8Array, stride: number, height: number, channels: number): Uint8Array {
  const made = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = rows[y * (stride + 1)]!;
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x;
      const left = x >= channels ? made[at - channels]! : 0;
      const up = y > 0 ? made[at - stride]! : 0;
      const corner = x >= channels && y > 0 ? made[at - stride - channels]! : 0;
      made[at] = rows[y * (stride + 1) + 1 + x]! + predicted(filter, left, up, corner);
    }
  }
  return made;
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const [toLeft, toUp, toCorner] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
