import type { Box } from "../geometry";
import type { Pixels } from "./pixels";

const LANCZOS_LOBES = 3;
// Eight bits for the sample and two for the overshoot of the negative lobes leave this many of 32 for the weight.
const WEIGHT_BITS = 32 - 8 - 2;
const HALF = 1 << (WEIGHT_BITS - 1);

/**
 * The image drawn again at `width` × `height` with a Lanczos window of three lobes, stretched when shrinking.
 *
 * Bit-identical to Pillow's `Image.resize((width, height), LANCZOS, box)` for an RGB image: weights in 22-bit fixed
 * point, columns first, 8 bits between the passes, no pass along a side that keeps its size. Alpha is not read and
 * comes out opaque. `box` (pixels of the image, may lie between them) is the part to draw; samples around the box
 * still weigh in at its rim, as in Pillow. Crop first where they must not.
 */
export function resize(pixels: Pixels, width: number, height: number, box?: Box): Pixels {
  const { left, top, width: boxWidth, height: boxHeight } = box ?? { left: 0, top: 0, ...sizeOf(pixels) };
  const keepsWidth = width === pixels.width && left === 0 && boxWidth === width;
  const keepsHeight = height === pixels.height && top === 0 && boxHeight === height;
  const narrowed = keepsWidth ? pixels : resizeColumns(pixels, width, windowsOf(pixels.width, left, boxWidth, width));
  const resized = keepsHeight
    ? narrowed
    : resizeRows(narrowed, height, windowsOf(pixels.height, top, boxHeight, height));
  return resized === pixels ? opaqueCopy(pixels) : resized;
}

const sizeOf = ({ width, height }: Pixels) => ({ width, height });

/** For each output sample: where its window starts, how many samples it spans, and their weights. */
interface Windows {
  readonly first: Int32Array;
  readonly count: Int32Array;
  /** `stride` weights an output sample. */
  readonly weights: Int32Array;
  readonly stride: number;
}

function windowsOf(inputSize: number, start: number, extent: number, outputSize: number): Windows {
  const scale = extent / outputSize;
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

function resizeColumns(pixels: Pixels, width: number, windows: Windows): Pixels {
  const { height, data: source } = pixels;
  const { first, count, weights, stride } = windows;
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0, to = 0; y < height; y++) {
    const row = y * pixels.width * 4;
    for (let x = 0; x < width; x++, to += 4) {
      let from = row + first[x]! * 4;
      let red = HALF;
      let green = HALF;
      let blue = HALF;
      for (let at = x * stride, end = at + count[x]!; at < end; at++, from += 4) {
        const weight = weights[at]!;
        red = (red + Math.imul(source[from]!, weight)) | 0;
        green = (green + Math.imul(source[from + 1]!, weight)) | 0;
        blue = (blue + Math.imul(source[from + 2]!, weight)) | 0;
      }
      data[to] = red >> WEIGHT_BITS;
      data[to + 1] = green >> WEIGHT_BITS;
      data[to + 2] = blue >> WEIGHT_BITS;
      data[to + 3] = 255;
    }
  }
  return { width, height, data };
}

function resizeRows(pixels: Pixels, height: number, windows: Windows): Pixels {
  const { width, data: source } = pixels;
  const { first, count, weights, stride } = windows;
  const rowLength = width * 4;
  const data = new Uint8ClampedArray(rowLength * height);
  const sums = new Int32Array(rowLength);
  for (let y = 0; y < height; y++) {
    sums.fill(HALF);
    for (let i = 0; i < count[y]!; i++) {
      const weight = weights[y * stride + i]!;
      const from = (first[y]! + i) * rowLength;
      for (let x = 0; x < rowLength; x++) sums[x] = sums[x]! + Math.imul(source[from + x]!, weight);
    }
    const to = y * rowLength;
    for (let x = 0; x < rowLength; x++) data[to + x] = sums[x]! >> WEIGHT_BITS;
    for (let x = 3; x < rowLength; x += 4) data[to + x] = 255;
  }
  return { width, height, data };
}

function opaqueCopy(pixels: Pixels): Pixels {
  const data = new Uint8ClampedArray(pixels.data);
  for (let i = 3; i < data.length; i += 4) data[i] = 255;
  return { width: pixels.width, height: pixels.height, data };
}
