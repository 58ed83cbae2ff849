// Arrays of numbers with a shape, as numpy has them: what a program's `numpy` works on. A view shares its values with the
// array that it was taken from. Every operation that is not a view works on values laid out densely in C order.

/** Element types. `int64` is kept in doubles and so is exact to 2^53 only. */
export const DTYPES = [
  "bool",
  "uint8",
  "int8",
  "uint16",
  "int16",
  "uint32",
  "int32",
  "int64",
  "float32",
  "float64",
] as const;
export type Dtype = (typeof DTYPES)[number];

export type Values =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array;

/** Strides and offset count elements, not bytes. */
export interface NdArray {
  readonly dtype: Dtype;
  readonly values: Values;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly offset: number;
}

/** What Python raises for a failure: the name of the exception, and its words. */
export class ArrayError extends Error {
  readonly raises: "ValueError" | "IndexError" | "TypeError" | "OverflowError" | "MemoryError" | "LinAlgError";

  constructor(raises: ArrayError["raises"], message: string) {
    // Across the border to Python only the message survives.
    super(`${raises}: ${message}`);
    this.raises = raises;
  }
}

/** More elements than this in one array are refused: half a gibibyte of doubles. */
export const MOST_ELEMENTS = 2 ** 26;

const STORES: Readonly<Record<Dtype, (length: number) => Values>> = {
  bool: (length) => new Uint8Array(length),
  uint8: (length) => new Uint8Array(length),
  int8: (length) => new Int8Array(length),
  uint16: (length) => new Uint16Array(length),
  int16: (length) => new Int16Array(length),
  uint32: (length) => new Uint32Array(length),
  int32: (length) => new Int32Array(length),
  int64: (length) => new Float64Array(length),
  float32: (length) => new Float32Array(length),
  float64: (length) => new Float64Array(length),
};

export const isFloat = (dtype: Dtype): boolean => dtype === "float32" || dtype === "float64";

/** A number as it is kept in an array of that type; typed arrays wrap the rest themselves. */
export function stored(dtype: Dtype, value: number): number {
  if (dtype === "bool") return value ? 1 : 0;
  return dtype === "int64" ? Math.trunc(value) : value;
}

export const sizeOf = (shape: readonly number[]): number => shape.reduce((product, side) => product * side, 1);

export function zeros(shape: readonly number[], dtype: Dtype): NdArray {
  const size = sizeOf(shape);
  if (shape.some((side) => side < 0)) throw new ArrayError("ValueError", "negative dimensions are not allowed");
  if (!(size <= MOST_ELEMENTS))
    throw new ArrayError("MemoryError", `an array of shape (${shape.join(", ")}) is too large`);
  return { dtype, values: STORES[dtype](size), shape, strides: denseStrides(shape), offset: 0 };
}

export function full(shape: readonly number[], value: number, dtype: Dtype): NdArray {
  const array = zeros(shape, dtype);
  array.values.fill(stored(dtype, value));
  return array;
}

/** An array of these values in C order. */
export function fromFlat(flat: ArrayLike<number>, shape: readonly number[], dtype: Dtype): NdArray {
  const array = zeros(shape, dtype);
  const size = sizeOf(shape);
  for (let i = 0; i < size; i++) array.values[i] = stored(dtype, flat[i] ?? 0);
  return array;
}

export function denseStrides(shape: readonly number[]): readonly number[] {
  const strides: number[] = new Array(shape.length).fill(1);
  for (let axis = shape.length - 2; axis >= 0; axis--) strides[axis] = strides[axis + 1]! * shape[axis + 1]!;
  return strides;
}

const isDense = ({ shape, strides, offset, values }: NdArray): boolean => {
  const dense = denseStrides(shape);
  return (
    offset === 0 &&
    values.length === sizeOf(shape) &&
    strides.every((stride, i) => stride === dense[i] || shape[i] === 1)
  );
};

/** Calls with the place of every element in `values`, in C order. */
export function eachPlace({ shape, strides, offset }: NdArray, visit: (place: number, index: number) => void): void {
  const size = sizeOf(shape);
  const last = shape.length - 1;
  const run = last < 0 ? 1 : shape[last]!;
  const step = last < 0 ? 0 : strides[last]!;
  const at: number[] = new Array(Math.max(0, last)).fill(0);
  let start = offset;
  for (let index = 0; index < size; ) {
    for (let i = 0, place = start; i < run; i++, place += step) visit(place, index++);
    for (let axis = last - 1; axis >= 0; axis--) {
      start += strides[axis]!;
      at[axis] = at[axis]! + 1;
      if (at[axis]! < shape[axis]!) break;
      start -= strides[axis]! * shape[axis]!;
      at[axis] = 0;
    }
  }
}

/** The same values laid out densely; the array itself where it is so already. */
export const dense = (array: NdArray): NdArray => (isDense(array) ? array : copyOf(array));

export function copyOf(array: NdArray): NdArray {
  const copy = zeros(array.shape, array.dtype);
  eachPlace(array, (place, index) => {
    copy.values[index] = array.values[place]!;
  });
  return copy;
}

export function cast(array: NdArray, dtype: Dtype): NdArray {
  const from = dense(array);
  const made = zeros(array.shape, dtype);
  for (let i = 0; i < made.values.length; i++) made.values[i] = stored(dtype, from.values[i]!);
  return made;
}

/** The shape that both are stretched to, sides of one as often as the other has them. */
export function broadcastShape(a: readonly number[], b: readonly number[]): readonly number[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, i) => {
    const [first, second] = [a[i - rank + a.length] ?? 1, b[i - rank + b.length] ?? 1];
    if (first !== second && first !== 1 && second !== 1)
      throw new ArrayError(
        "ValueError",
        `operands could not be broadcast together with shapes (${a.join(",")}) (${b.join(",")})`,
      );
    return first === 1 ? second : first;
  });
}

export function broadcastTo(array: NdArray, shape: readonly number[]): NdArray {
  const lead = shape.length - array.shape.length;
  const strides = shape.map((side, i) => {
    const own = array.shape[i - lead];
    if (i < lead || (own === 1 && side !== 1)) return 0;
    if (own !== side)
      throw new ArrayError(
        "ValueError",
        `could not broadcast input array from shape (${array.shape.join(",")}) into shape (${shape.join(",")})`,
      );
    return array.strides[i - lead]!;
  });
  if (lead < 0)
    throw new ArrayError("ValueError", `could not broadcast from ${array.shape.length} to ${shape.length} axes`);
  return { ...array, shape, strides };
}

/** Another shape over the same values; one side may be -1. A view where the values are dense. */
export function reshape(array: NdArray, wanted: readonly number[]): NdArray {
  const size = sizeOf(array.shape);
  const known = wanted.reduce((product, side) => (side === -1 ? product : product * side), 1);
  const shape = wanted.map((side) => (side === -1 ? (known === 0 ? 0 : size / known) : side));
  if (sizeOf(shape) !== size || shape.some((side) => !Number.isInteger(side)))
    throw new ArrayError("ValueError", `cannot reshape array of size ${size} into shape (${wanted.join(",")})`);
  const from = dense(array);
  return { ...from, shape, strides: denseStrides(shape) };
}

/** The axes in another order; reversed where none is told. */
export function transpose(array: NdArray, order?: readonly number[]): NdArray {
  const rank = array.shape.length;
  const axes = (order ?? array.shape.map((_, i) => rank - 1 - i)).map((axis) => axisOf(axis, rank));
  if (new Set(axes).size !== rank) throw new ArrayError("ValueError", "axes don't match array");
  return { ...array, shape: axes.map((axis) => array.shape[axis]!), strides: axes.map((axis) => array.strides[axis]!) };
}

/** An axis counted from the front. */
export function axisOf(axis: number, rank: number): number {
  const counted = axis < 0 ? axis + rank : axis;
  if (counted < 0 || counted >= rank)
    throw new ArrayError("IndexError", `axis ${axis} is out of bounds for array of dimension ${rank}`);
  return counted;
}

/** All values in C order. */
export const flatOf = (array: NdArray): readonly number[] => Array.from(dense(array).values);
