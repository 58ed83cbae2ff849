import { dense, fromFlat, type NdArray, zeros } from "../arrays";
import { mirrored } from "../pictures/filter";

/** Rows, columns and channels of an image array. */
export function sidesOf({ shape }: NdArray): {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
} {
  const [height = 0, width = 0, channels = 1] = shape;
  return { height, width, channels };
}

/** An image weighed by a kernel around each place, in doubles; beyond the rim it is mirrored, as OpenCV has it. */
export function convolvedArray(image: NdArray, kernel: NdArray): NdArray {
  const { height, width, channels } = sidesOf(image);
  const { height: rows, width: columns } = sidesOf(kernel);
  const [values, weights] = [dense(image).values, dense(kernel).values];
  const made = zeros(image.shape, "float64");
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let j = 0; j < rows; j++)
        for (let i = 0; i < columns; i++) {
          const weight = weights[j * columns + i]!;
          if (weight === 0) continue;
          const [fromY, fromX] = [mirrored(y + j - (rows >> 1), height), mirrored(x + i - (columns >> 1), width)];
          for (let c = 0; c < channels; c++)
            made.values[(y * width + x) * channels + c]! += weight * values[(fromY * width + fromX) * channels + c]!;
        }
  return made;
}

/** The least or the largest value under the places of a kernel that are not zero; beyond the rim there is nothing. */
export function spread(image: NdArray, kernel: NdArray, isLargest: boolean): NdArray {
  const { height, width, channels } = sidesOf(image);
  const { height: rows, width: columns } = sidesOf(kernel);
  const [values, mask] = [dense(image).values, dense(kernel).values];
  const made = zeros(image.shape, image.dtype);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < channels; c++) {
        let best = values[(y * width + x) * channels + c]!;
        for (let j = 0; j < rows; j++)
          for (let i = 0; i < columns; i++) {
            const [fromY, fromX] = [y + j - (rows >> 1), x + i - (columns >> 1)];
            if (!mask[j * columns + i] || fromX < 0 || fromY < 0 || fromX >= width || fromY >= height) continue;
            const value = values[(fromY * width + fromX) * channels + c]!;
            if (isLargest ? value > best : value < best) best = value;
          }
        made.values[(y * width + x) * channels + c] = best;
      }
  return made;
}

/**
 * An image at another size by OpenCV's bilinear rule: pixel centres lie at halves, nothing is smoothed before it is
 * shrunk. `area` is the mean under each new pixel, and the same as bilinear where it grows.
 */
export function scaled(image: NdArray, width: number, height: number, how: "nearest" | "linear" | "area"): NdArray {
  const from = sidesOf(image);
  const { channels } = from;
  const made = zeros([height, width, ...image.shape.slice(2)], image.dtype);
  const { values } = dense(image);
  const shrinks = width < from.width && height < from.height;
  const weigh = how === "nearest" ? nearestWeights : how === "area" && shrinks ? areaWeights : linearWeights;
  const [across, down] = [weigh(from.width, width), weigh(from.height, height)];
  const round = image.dtype.startsWith("float") ? (value: number) => value : (value: number) => Math.floor(value + 0.5);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < channels; c++) {
        let sum = 0;
        for (const [row, high] of down[y]!)
          for (const [column, wide] of across[x]!)
            sum += high * wide * values[(row * from.width + column) * channels + c]!;
        made.values[(y * width + x) * channels + c] = round(sum);
      }
  return made;
}

/** For each new place: which old ones it is made of, and their shares. */
type Weights = readonly (readonly (readonly [at: number, share: number])[])[];

const nearestWeights = (from: number, to: number): Weights =>
  Array.from({ length: to }, (_, i) => [[Math.min(from - 1, Math.floor((i * from) / to)), 1] as const]);

const linearWeights = (from: number, to: number): Weights =>
  Array.from({ length: to }, (_, i) => {
    const place = Math.min(Math.max(((i + 0.5) * from) / to - 0.5, 0), from - 1);
    const low = Math.floor(place);
    const share = place - low;
    return share === 0 ? [[low, 1] as const] : [[low, 1 - share] as const, [low + 1, share] as const];
  });

const areaWeights = (from: number, to: number): Weights =>
  Array.from({ length: to }, (_, i) => {
    const [start, end] = [(i * from) / to, ((i + 1) * from) / to];
    const places = Array.from({ length: Math.ceil(end) - Math.floor(start) }, (_n, k) => Math.floor(start) + k);
    return places
      .map((at) => [Math.min(at, from - 1), (Math.min(at + 1, end) - Math.max(at, start)) / (end - start)] as const)
      .filter(([, share]) => share > 1e-9);
  });

/** OpenCV's own small kernels where no deviation is told (imgproc/src/smooth.dispatch.cpp, `small_gaussian_tab`). */
const SMALL_BELLS: Readonly<Record<number, readonly number[]>> = {
  1: [1],
  3: [0.25, 0.5, 0.25],
  5: [0.0625, 0.25, 0.375, 0.25, 0.0625],
  7: [0.03125, 0.109375, 0.21875, 0.28125, 0.21875, 0.109375, 0.03125],
};

/** A kernel of a bell, as OpenCV makes it: the deviation follows from the size where none is told. */
export function bell(size: number, told: number): NdArray {
  const small = told > 0 ? undefined : SMALL_BELLS[size];
  if (small) return fromFlat(small, [size], "float64");
  const deviation = told > 0 ? told : 0.3 * ((size - 1) * 0.5 - 1) + 0.8;
  const weights = Array.from({ length: size }, (_, i) => Math.exp(-((i - (size - 1) / 2) ** 2) / (2 * deviation ** 2)));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return fromFlat(
    weights.map((weight) => weight / sum),
    [size],
    "float64",
  );
}
