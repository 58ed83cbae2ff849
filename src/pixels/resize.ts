import type { Box } from "../geometry";
import type { Pixels } from "./pixels";

/** How much of a sample `distance` samples away counts, and from where on none does. */
interface Kernel {
  readonly reach: number;
  weight(distance: number): number;
}

const KERNELS = {
  box: { reach: 0.5, weight: (x) => (x > -0.5 && x <= 0.5 ? 1 : 0) },
  hamming: { reach: 1, weight: (x) => (Math.abs(x) < 1 ? sinc(x) * (0.54 + 0.46 * Math.cos(x * Math.PI)) : 0) },
  lanczos: { reach: 3, weight: (x) => (x >= -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0) },
  bilinear: { reach: 1, weight: (x) => Math.max(0, 1 - Math.abs(x)) },
  bicubic: { reach: 2, weight: (x) => cubic(Math.abs(x)) },
} as const satisfies Record<string, Kernel>;
/** Pillow's windows for drawing an image at another size, but for `NEAREST`, which weighs nothing. */
export type ResizeKernel = keyof typeof KERNELS;

// Eight bits for the sample and two for the overshoot of the negative lobes leave this many of 32 for the weight.
const PILLOW_WEIGHT_BITS = 32 - 8 - 2;

/**
 * The image drawn again at `width` × `height`, with a Lanczos window of three lobes where no other is asked for, stretched
 * when shrinking.
 *
 * Bit-identical to Pillow 13's `Image.resize((width, height), LANCZOS, box)` for an RGB image: weights in 22-bit fixed
 * point, 8 bits between the two passes, no pass along a side that keeps its size. Alpha is not read and comes out
 * opaque. `box` (pixels of the image, may lie between them) is the part to draw; samples around the box still weigh in
 * at its rim, as in Pillow. Crop first where they must not.
 */
export function resize(
  pixels: Pixels,
  width: number,
  height: number,
  box: Box = wholeOf(pixels),
  kernel: ResizeKernel = "lanczos",
): Pixels {
  const keepsWidth = width === pixels.width && box.left === 0 && box.width === width;
  const keepsHeight = height === pixels.height && box.top === 0 && box.height === height;
  const windows = (...place: Place) => fixedWindows(windowsOf(KERNELS[kernel], ...place), PILLOW_WEIGHT_BITS);
  const toWidth = (image: Pixels) =>
    keepsWidth ? image : resizeWidth(image, windows(image.width, box.left, box.width, width));
  const toHeight = (image: Pixels) =>
    keepsHeight ? image : resizeHeight(image, windows(image.height, box.top, box.height, height));
  if (keepsWidth && keepsHeight) return opaqueCopy(pixels);
  return isHeightFirst(pixels, width, height) ? toWidth(toHeight(pixels)) : toHeight(toWidth(pixels));
}

/**
 * The image as torchvision 0.29 draws it at another size with antialiasing, from 8-bit samples on the CPU: what the image
 * processors of transformers give a network. Columns always come first, and weights have as many bits as fit in 16.
 */
export function resizeAsTorchvision(
  pixels: Pixels,
  width: number,
  height: number,
  kernel: "bilinear" | "bicubic",
): Pixels {
  const windows = (from: number, to: number) => {
    const exact = windowsOf(KERNELS[kernel], from, 0, from, to);
    return fixedWindows(exact, shortWeightBits(exact));
  };
  const wide = width === pixels.width ? pixels : resizeWidth(pixels, windows(pixels.width, width));
  return height === pixels.height ? opaqueCopy(wide) : resizeHeight(wide, windows(pixels.height, height));
}

/** PyTorch's rule: one bit more as long as the largest weight still fits a signed 16-bit number. */
function shortWeightBits({ weights }: Windows<Float64Array>): number {
  const largest = weights.reduce((most, weight) => Math.max(most, weight), 0);
  let bits = 0;
  while (bits < PILLOW_WEIGHT_BITS && Math.trunc(0.5 + largest * 2 ** (bits + 1)) < 1 << 15) bits++;
  return bits;
}

const wholeOf = ({ width, height }: Pixels): Box => ({ left: 0, top: 0, width, height });

/**
 * The order shows in the last bits. Pillow 13 (python-pillow/Pillow#9549) shrinks the height first where it loses more
 * than twice the pixels that the width loses; before 13, columns always came first. Rule found by trial against 13.0.
 */
const isHeightFirst = (from: Pixels, width: number, height: number): boolean =>
  from.height > height && from.height - height > 2 * (from.width - width);

/** For each output sample: where its window starts, how many samples it spans, and their weights. */
interface Windows<Weights> {
  readonly first: Int32Array;
  readonly count: Int32Array;
  /** `stride` weights an output sample. */
  readonly weights: Weights;
  readonly stride: number;
}

interface FixedWindows extends Windows<Int32Array> {
  /** A weight of one is two to this power. */
  readonly bits: number;
}

type Place = readonly [inputSize: number, from: number, extent: number, outputSize: number];

function windowsOf({ reach, weight }: Kernel, ...[inputSize, from, extent, outputSize]: Place): Windows<Float64Array> {
  // Pillow keeps a box in single precision.
  const start = Math.fround(from);
  const scale = Math.fround(Math.fround(from + extent) - start) / outputSize;
  const stretch = Math.max(1, scale);
  const support = reach * stretch;
  const stride = Math.ceil(support) * 2 + 1;
  const first = new Int32Array(outputSize);
  const count = new Int32Array(outputSize);
  const weights = new Float64Array(outputSize * stride);
  for (let out = 0; out < outputSize; out++) {
    const center = start + (out + 0.5) * scale;
    const low = Math.max(0, Math.trunc(center - support + 0.5));
    const span = Math.min(inputSize, Math.trunc(center + support + 0.5)) - low;
    const own = weights.subarray(out * stride, out * stride + span);
    let sum = 0;
    for (let i = 0; i < span; i++) {
      own[i] = weight((i + low - center + 0.5) * (1 / stretch));
      sum += own[i]!;
    }
    if (sum !== 0) for (let i = 0; i < span; i++) own[i] = own[i]! / sum;
    first[out] = low;
    count[out] = span;
  }
  return { first, count, weights, stride };
}

/** Nearest in fixed point, halves away from zero. A grid of 2⁻²² swallows what engines disagree on in `Math.sin`. */
const fixedWindows = ({ weights, ...places }: Windows<Float64Array>, bits: number): FixedWindows => ({
  ...places,
  bits,
  weights: Int32Array.from(weights, (weight) => Math.trunc(weight * 2 ** bits + (weight < 0 ? -0.5 : 0.5))),
});

/** Keys' cubic with a = −1/2, as Pillow and PyTorch's antialiasing have it. */
function cubic(x: number): number {
  if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
  return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
}

const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(x * Math.PI) / (x * Math.PI));

function resizeWidth(pixels: Pixels, windows: FixedWindows): Pixels {
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

function resizeHeight(pixels: Pixels, windows: FixedWindows): Pixels {
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
  { count, weights, stride, bits }: FixedWindows,
  out: number,
  data: Uint8ClampedArray,
  to: number,
): void {
  const half = 1 << (bits - 1);
  let red = half;
  let green = half;
  let blue = half;
  let at = from;
  for (let i = out * stride, end = i + count[out]!; i < end; i++, at += step) {
    const weight = weights[i]!;
    const pixel = source[at]!;
    red = (red + Math.imul(pixel & 255, weight)) | 0;
    green = (green + Math.imul((pixel >>> 8) & 255, weight)) | 0;
    blue = (blue + Math.imul((pixel >>> 16) & 255, weight)) | 0;
  }
  data[to] = red >> bits;
  data[to + 1] = green >> bits;
  data[to + 2] = blue >> bits;
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
