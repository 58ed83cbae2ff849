import { imageBox } from "../../geometry";
import { type Color, type Pixels, plain, type ResizeKernel, resize } from "../../pixels";

export type Resampling = "nearest" | "bilinear" | "bicubic";

/** Where a pixel of the outcome comes from: x' = a·x + b·y + c, y' = d·x + e·y + f, in pixels. */
export type Affine = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** The image drawn through `affine`, at another size; `fill` where nothing comes from. Pillow's rules for pixel centres. */
export function transformed(
  pixels: Pixels,
  size: { readonly width: number; readonly height: number },
  [a, b, c, d, e, f]: Affine,
  resampling: Resampling,
  fill: Color,
): Pixels {
  const made = plain(size, fill);
  if ((fill[3] ?? 255) === 0) made.data.fill(0);
  const sample = { nearest, bilinear, bicubic }[resampling];
  for (let y = 0; y < size.height; y++)
    for (let x = 0; x < size.width; x++) {
      const [fromX, fromY] = [a * (x + 0.5) + b * (y + 0.5) + c, d * (x + 0.5) + e * (y + 0.5) + f];
      if (fromX < 0 || fromY < 0 || fromX >= pixels.width || fromY >= pixels.height) continue;
      sample(pixels, fromX, fromY, made.data, (y * size.width + x) * 4);
    }
  return made;
}

type Sample = (pixels: Pixels, x: number, y: number, to: Uint8ClampedArray, at: number) => void;

const nearest: Sample = ({ data, width }, x, y, to, at) => {
  const from = (Math.floor(y) * width + Math.floor(x)) * 4;
  for (let channel = 0; channel < 4; channel++) to[at + channel] = data[from + channel]!;
};

const bilinear: Sample = (pixels, x, y, to, at) => weighed(pixels, x, y, to, at, 2, (t) => [1 - t, t]);

/** Keys' cubic with a = −1: Pillow's, where it turns or shears; where it scales, it takes −1/2. */
const bicubic: Sample = (pixels, x, y, to, at) =>
  weighed(pixels, x, y, to, at, 4, (t) => [
    ((-t + 2) * t - 1) * t,
    (t - 2) * t * t + 1,
    ((-t + 1) * t + 1) * t,
    (t - 1) * t * t,
  ]);

function weighed(
  { data, width, height }: Pixels,
  x: number,
  y: number,
  to: Uint8ClampedArray,
  at: number,
  reach: 2 | 4,
  weights: (t: number) => readonly number[],
): void {
  const [left, top] = [Math.floor(x - 0.5), Math.floor(y - 0.5)];
  const [across, down] = [weights(x - 0.5 - left), weights(y - 0.5 - top)];
  const first = 1 - reach / 2;
  for (let channel = 0; channel < 4; channel++) {
    let value = 0;
    for (let j = 0; j < reach; j++) {
      const row = Math.min(Math.max(top + first + j, 0), height - 1) * width;
      for (let i = 0; i < reach; i++) {
        const column = Math.min(Math.max(left + first + i, 0), width - 1);
        value += data[(row + column) * 4 + channel]! * across[i]! * down[j]!;
      }
    }
    to[at + channel] = value;
  }
}

/** Turned counter-clockwise by `degrees` about its middle, as Pillow's `rotate`: on the same canvas, or on one that holds it. */
export function turned(pixels: Pixels, degrees: number, resampling: Resampling, expand: boolean, fill: Color): Pixels {
  const { width, height } = pixels;
  const radians = (-degrees * Math.PI) / 180;
  // Pillow keeps fifteen places, so that quarter turns come out exact.
  const tidy = (value: number): number => Number(value.toFixed(15));
  const [cos, sin] = [tidy(Math.cos(radians)), tidy(Math.sin(radians))];
  const apply = (x: number, y: number, c: number, f: number) =>
    [cos * x + sin * y + c, -sin * x + cos * y + f] as const;
  const about = apply(-width / 2, -height / 2, 0, 0);
  let [c, f] = [about[0] + width / 2, about[1] + height / 2];
  if (!expand) return transformed(pixels, { width, height }, [cos, sin, c, -sin, cos, f], resampling, fill);
  const corners = (
    [
      [0, 0],
      [width, 0],
      [width, height],
      [0, height],
    ] as const
  ).map(([x, y]) => apply(x, y, c, f));
  const extent = (side: 0 | 1): number => {
    const values = corners.map((corner) => corner[side]);
    return Math.ceil(Math.max(...values)) - Math.floor(Math.min(...values));
  };
  const size = { width: extent(0), height: extent(1) };
  [c, f] = apply(-(size.width - width) / 2, -(size.height - height) / 2, c, f);
  return transformed(pixels, size, [cos, sin, c, -sin, cos, f], resampling, fill);
}

export const TRANSPOSITIONS = [
  "FLIP_LEFT_RIGHT",
  "FLIP_TOP_BOTTOM",
  "ROTATE_90",
  "ROTATE_180",
  "ROTATE_270",
  "TRANSPOSE",
  "TRANSVERSE",
] as const;
export type Transposition = (typeof TRANSPOSITIONS)[number];

/** Mirrored or turned by quarters, counter-clockwise, pixel by pixel. */
export function transposed(pixels: Pixels, how: Transposition): Pixels {
  const { width: w, height: h } = pixels;
  const isTurned = how === "ROTATE_90" || how === "ROTATE_270" || how === "TRANSPOSE" || how === "TRANSVERSE";
  const size = isTurned ? { width: h, height: w } : { width: w, height: h };
  const matrices: Readonly<Record<Transposition, Affine>> = {
    FLIP_LEFT_RIGHT: [-1, 0, w, 0, 1, 0],
    FLIP_TOP_BOTTOM: [1, 0, 0, 0, -1, h],
    ROTATE_90: [0, -1, w, 1, 0, 0],
    ROTATE_180: [-1, 0, w, 0, -1, h],
    ROTATE_270: [0, 1, 0, -1, 0, h],
    TRANSPOSE: [0, 1, 0, 1, 0, 0],
    TRANSVERSE: [0, -1, w, -1, 0, h],
  };
  return transformed(pixels, size, matrices[how], "nearest", [0, 0, 0, 0]);
}

/** At another size, with the alpha weighed as the colours are; `box` in pixels of the image is the part to draw. */
export function resized(
  pixels: Pixels,
  width: number,
  height: number,
  kernel: ResizeKernel | "nearest",
  [left, top, right, bottom]: readonly [number, number, number, number],
): Pixels {
  const box = imageBox(left, top, right - left, bottom - top);
  if (kernel === "nearest") return picked(pixels, steps(left, box.width, width), steps(top, box.height, height));
  const made = resize(pixels, width, height, box, kernel);
  if (isOpaque(pixels)) return made;
  const mask = resize(alphaOf(pixels), width, height, box, kernel);
  for (let i = 0; i < made.data.length; i += 4) made.data[i + 3] = mask.data[i]!;
  return made;
}

/** The places that Pillow picks along a side: it adds up, so that its rounding is in them. */
function steps(start: number, extent: number, count: number): readonly number[] {
  const step = extent / count;
  let at = start + step * 0.5;
  return Array.from({ length: count }, () => {
    const place = Math.floor(at);
    at += step;
    return place;
  });
}

function picked({ data, width }: Pixels, columns: readonly number[], rows: readonly number[]): Pixels {
  const made = new Uint8ClampedArray(columns.length * rows.length * 4);
  let to = 0;
  for (const y of rows)
    for (const x of columns) {
      const from = (y * width + x) * 4;
      made.set(data.subarray(from, from + 4), to);
      to += 4;
    }
  return { width: columns.length, height: rows.length, data: made };
}

export function isOpaque({ data }: Pixels): boolean {
  for (let i = 3; i < data.length; i += 4) if (data[i] !== 255) return false;
  return true;
}

/** The alpha of an image as a grey image. */
export function alphaOf({ width, height, data }: Pixels): Pixels {
  const made = new Uint8ClampedArray(data.length);
  for (let i = 0; i < data.length; i += 4) {
    made.fill(data[i + 3]!, i, i + 3);
    made[i + 3] = 255;
  }
  return { width, height, data: made };
}
