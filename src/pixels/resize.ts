import type { Box } from "../geometry";
import type { Pixels } from "./pixels";

const LANCZOS_LOBES = 3;
// Eight bits for the sample and two for the overshoot of the negative lobes leave this many of 32 for the weight.
const WEIGHT_BITS = 32 - 8 - 2;
const HALF = 1 << (WEIGHT_BITS - 1);

/**
 * The image drawn again at `width` × `height` with a Lanczos window of three lobes, stretched when shrinking.
 *
 * Bit-identical to Pillow 13's `Image.resize((width, height), LANCZOS, box)` for an RGB image: weights in 22-bit fixed
 * point, 8 bits between the two passes, no pass along a side that keeps its size. Alpha is not read and comes out
 * opaque. `box` (pixels of the image, may lie between them) is the part to draw; samples around the box still weigh in
 * at its rim, as in Pillow. Crop first where they must not.
 */
export function resize(pixels: Pixels, width: number, height: number, box: Box = wholeOf(pixels)): Pixels {
  const keepsWidth = width === pixels.width && box.left === 0 && box.width === width;
  const keepsHeight = height === pixels.height && box.top === 0 && box.height === height;
  const toWidth = (image: Pixels) =>
    keepsWidth ? image : resizeWidth(image, windowsOf(image.width, box.left, box.width, width));
  const toHeight = (image: Pixels) =>
    keepsHeight ? image : resizeHeight(image, windowsOf(image.height, box.top, box.height, height));
  if (keepsWidth && keepsHeight) return opaqueCopy(pixels);
  return isHeightFirst(pixels, width, height) ? toWidth(toHeight(pixels)) : toHeight(toWidth(pixels));
}

const wholeOf = ({ width, height }: Pixels): Box => ({ left: 0, top: 0, width, height });

/**
 * The order shows in the last bits. Pillow 13 (python-pillow/Pillow#9549) shrinks the height first where it loses more
 * than twice the pixels that the width loses; before 13, columns always came first. Rule found by trial against 13.0.
 */
const isHeightFirst = (from: Pixels, width: number, height: number): boolean =>
  from.height > height && from.height - height > 2 * (from.width - width);

/** For each output sample: where its window starts, how many samples it spans, and their weights. */
interface Windows {
  readonly first: Int32Array;
  readonly count: Int32Array;
  /** `stride` weights an output sample. */
  readonly weights: Int32Array;
  readonly stride: number;
}

function windowsOf(inputSize: number, from: number, extent: number, outputSize: number): Windows {
  // Pillow keeps a box in single precision.
  const start = Math.fround(from);
  const scale = Math.fround(Math.fround(from + extent) - start) / outputSize;
  const stretch = Math.max(1, scale);
  const support = LANCZOS_LOBES * stretch;
  const stride = Math.ceil(support) * 2 + 1;
  const first = new Int32Array(outputSize);
  const count = new Int32Array(outputSize);
  const weights = new Int32Array(outputSize * stride);
  const raw = new Float64Array(stride);
  for (let out = 0; out < outputSize; out++) {
    const center = start + (out + 0.5) * scale;
    const low = Math.max(0, Math.trunc(center - support + 0.5));
    const span = Math.min(inputSize, Math.trunc(center + support + 0.5)) - low;
    let sum = 0;
    for (let i = 0; i < span; i++) {
      raw[i] = lanczos((i + low - center + 0.5) * (1 / stretch));
      sum += raw[i]!;
    }
    for (let i = 0; i < span; i++) weights[out * stride + i] = fixed(sum === 0 ? raw[i]! : raw[i]! / sum);
    first[out] = low;
    count[out] = span;
  }
  return { first, count, weights, stride };
}

/** Nearest in fixed point, halves away from zero. The 2⁻²² grid swallows what engines disagree on in `Math.sin`. */
const fixed = (weight: number): number => Math.trunc(weight * (1 << WEIGHT_BITS) + (weight < 0 ? -0.5 : 0.5));

const lanczos = (x: number): number =>
  x >= -LANCZOS_LOBES && x < LANCZOS_LOBES ? sinc(x) * sinc(x / LANCZOS_LOBES) : 0;

const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(x * Math.PI) / (x * Math.PI));

function resizeWidth(pixels: Pixels, windows: Windows): Pixels {
  const source = wordsOf(pixels);
  const width = windows.first.length;
  const resized = blank(width, pixels.height);
  for (let y = 0; y < pixels.height; y++) {
    for (let x = 0; x < width; x++) {
      weigh(source, y * pixels.width + windows.first[x]!, 1, windows, x, resized.data, (y * width + x) * 4);
    }
  }
  return resized;
}

function resizeHeight(pixels: Pixels, windows: Windows): Pixels {
  const source = wordsOf(pixels);
  const { width } = pixels;
  const resized = blank(width, windows.first.length);
  for (let y = 0; y < resized.height; y++) {
    const from = windows.first[y]! * width;
    for (let x = 0; x < width; x++) {
      weigh(source, from + x, width, windows, y, resized.data, (y * width + x) * 4);
    }
  }
  return resized;
}

/** One output pixel: the window `out` over the pixels `from`, `from + step`, … . The inner loop of everything. */
function weigh(
  source: Int32Array,
  from: number,
  step: number,
  { count, weights, stride }: Windows,
  out: number,
  data: Uint8ClampedArray,
  to: number,
): void {
  let red = HALF;
  let green = HALF;
  let blue = HALF;
  let at = from;
  for (let i = out * stride, end = i + count[out]!; i < end; i++, at += step) {
    const weight = weights[i]!;
    const pixel = source[at]!;
    red = (red + Math.imul(pixel & 255, weight)) | 0;
    green = (green + Math.imul((pixel >>> 8) & 255, weight)) | 0;
    blue = (blue + Math.imul((pixel >>> 16) & 255, weight)) | 0;
  }
  data[to] = red >> WEIGHT_BITS;
  data[to + 1] = green >> WEIGHT_BITS;
  data[to + 2] = blue >> WEIGHT_BITS;
  data[to + 3] = 255;
}

const blank = (width: number, height: number): Pixels => ({
  width,
  height,
  data: new Uint8ClampedArray(width * height * 4),
});

/** A pixel a word, red lowest as on every machine that runs JavaScript; one load where bytes would take three. */
function wordsOf({ data }: Pixels): Int32Array {
  const aligned = data.byteOffset % 4 === 0 ? data : data.slice();
  return new Int32Array(aligned.buffer, aligned.byteOffset, aligned.length / 4);
}

function opaqueCopy(pixels: Pixels): Pixels {
  const data = new Uint8ClampedArray(pixels.data);
  for (let i = 3; i < data.length; i += 4) data[i] = 255;
  return { width: pixels.width, height: pixels.height, data };
}
