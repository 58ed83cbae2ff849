import type { Pixels } from "../../pixels";
import {
  ArrayError,
  argsort,
  type BinaryName,
  binary,
  broadcastTo,
  cast,
  concatenate,
  copyOf,
  cumulated,
  type Dtype,
  dense,
  determinant,
  flatOf,
  fromFlat,
  full,
  type Index,
  matmul,
  type NdArray,
  nonzero,
  type Operand,
  put,
  type ReductionName,
  reduce,
  reshape,
  solve,
  sorted,
  take,
  transpose,
  type UnaryName,
  unary,
  where,
  zeros,
} from "../arrays";

/** How Python hands over what stands between brackets. */
type ToldIndex =
  | readonly ["number", number]
  | readonly ["slice", number | null | undefined, number | null | undefined, number | null | undefined]
  | readonly ["new-axis"]
  | readonly ["ellipsis"]
  | readonly ["array", NdArray];
/** How Python hands over an array, or a number of its own. */
type ToldOperand = NdArray | readonly ["weak", number, boolean];

function indexOf(told: ToldIndex): Index {
  switch (told[0]) {
    case "number":
      return { kind: "number", at: told[1] };
    case "slice":
      return { kind: "slice", from: told[1] ?? null, to: told[2] ?? null, step: told[3] ?? null };
    case "array":
      return { kind: "array", array: told[1] };
    default:
      return { kind: told[0] };
  }
}

const operandOf = (told: ToldOperand): Operand => ("shape" in told ? told : { weak: told[1], isFloat: told[2] });

/** The pixels of an array of rows, columns and perhaps channels, of 8 bits. */
export function picture(array: NdArray): Pixels {
  const [height = 0, width = 0, channels = 1] = array.shape;
  if (width < 1 || height < 1) throw new ArrayError("ValueError", "an empty array is no picture");
  const { values } = dense(array);
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let i = 0; i < width * height; i++)
    for (let channel = 0; channel < 4; channel++) {
      const isGrey = channels < 3;
      if (channel === 3)
        data[i * 4 + 3] = channels === 2 || channels === 4 ? values[i * channels + channels - 1]! : 255;
      else data[i * 4 + channel] = values[i * channels + (isGrey ? 0 : channel)]!;
    }
  return { width, height, data };
}

/** The other way round: `channels` of 1, 2, 3 or 4, or truth values. */
export function arrayOf({ width, height, data }: Pixels, channels: number, isTruth = false): NdArray {
  const made = zeros(channels === 1 ? [height, width] : [height, width, channels], isTruth ? "bool" : "uint8");
  for (let i = 0; i < width * height; i++)
    for (let channel = 0; channel < channels; channel++) {
      const value = data[i * 4 + (channels === 2 && channel === 1 ? 3 : channel)]!;
      made.values[i * channels + channel] = isTruth ? (value ? 1 : 0) : value;
    }
  return made;
}

/** The arrays of a program's `numpy`, by handles. */
export const arrayRoutines = {
  toArray: arrayOf,
  fromArray: picture,
  fromFlat: (flat: ArrayLike<number>, shape: readonly number[], dtype: Dtype) => fromFlat(flat, shape, dtype),
  full: (shape: readonly number[], value: number, dtype: Dtype) => full(shape, value, dtype),
  flat: flatOf,
  first: ({ values, offset }: NdArray) => values[offset],
  bytes(array: NdArray): Uint8Array {
    const { values } = dense(array);
    return new Uint8Array(values.buffer, values.byteOffset, values.byteLength).slice();
  },
  take: (array: NdArray, indices: readonly ToldIndex[]) => take(array, indices.map(indexOf)),
  put: (array: NdArray, indices: readonly ToldIndex[], value: NdArray) => put(array, indices.map(indexOf), value),
  binary: (name: BinaryName, a: ToldOperand, b: ToldOperand) => binary(name, operandOf(a), operandOf(b)),
  unary,
  where: (condition: NdArray, yes: ToldOperand, no: ToldOperand) => where(condition, operandOf(yes), operandOf(no)),
  reduce: (name: ReductionName, array: NdArray, axes: readonly number[] | null | undefined, keep: boolean) =>
    reduce(name, array, axes ?? null, keep),
  cumulated: (array: NdArray, axis: number | null | undefined) => cumulated(array, axis ?? null),
  cast,
  copyArray: copyOf,
  reshape,
  transposeArray: (array: NdArray, order: readonly number[] | null | undefined) => transpose(array, order ?? undefined),
  broadcastTo,
  concatenate,
  nonzero,
  sorted,
  argsort,
  matmul,
  solve,
  determinant,
} satisfies Record<string, (...given: never[]) => unknown>;

export type { UnaryName };
