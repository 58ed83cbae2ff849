import { promoted } from "./elementwise";
import { ArrayError, axisOf, dense, fromFlat, type NdArray, sizeOf, stored, transpose, zeros } from "./ndarray";

/** For each axis, where the values are not zero, in C order. */
export function nonzero(array: NdArray): readonly NdArray[] {
  const { values, shape } = dense(array);
  const found: number[] = [];
  for (let i = 0; i < values.length; i++) if (values[i] !== 0) found.push(i);
  let step = sizeOf(shape);
  return shape.map((side) => {
    step /= side;
    const own = step;
    return fromFlat(
      found.map((at) => Math.floor(at / own) % side),
      [found.length],
      "int64",
    );
  });
}

/** Arrays laid behind one another along an axis. */
export function concatenate(arrays: readonly NdArray[], axis: number): NdArray {
  const [first] = arrays;
  if (!first) throw new ArrayError("ValueError", "need at least one array to concatenate");
  const along = axisOf(axis, first.shape.length);
  const fits = ({ shape }: NdArray): boolean =>
    shape.length === first.shape.length && shape.every((side, i) => i === along || side === first.shape[i]);
  if (!arrays.every(fits))
    throw new ArrayError(
      "ValueError",
      "all the input array dimensions except for the concatenation axis must match exactly",
    );
  const shape = first.shape.map((side, i) =>
    i === along ? arrays.reduce((total, array) => total + array.shape[i]!, 0) : side,
  );
  const dtype = arrays.map((array) => array.dtype).reduce(promoted);
  const made = zeros(shape, dtype);
  const inner = sizeOf(shape.slice(along + 1));
  const outer = sizeOf(shape.slice(0, along));
  let start = 0;
  for (const array of arrays) {
    const { values } = dense(array);
    const run = array.shape[along]! * inner;
    for (let o = 0; o < outer; o++)
      for (let i = 0; i < run; i++)
        made.values[o * shape[along]! * inner + start + i] = stored(dtype, values[o * run + i]!);
    start += run;
  }
  return made;
}

/** The places of the values of each row in rising order, equal ones in the order in which they stand. */
export function argsort(array: NdArray, axis: number): NdArray {
  return alongRows(array, axis, (row) => {
    const places = Array.from(row, (_, i) => i);
    return places.sort((a, b) => compare(row[a]!, row[b]!) || a - b);
  });
}

export function sorted(array: NdArray, axis: number): NdArray {
  const made = alongRows(array, axis, (row) => Array.from(row).sort(compare));
  return { ...fromFlat(dense(made).values, made.shape, array.dtype) };
}

/** What is no number stands last. */
const compare = (a: number, b: number): number =>
  Number.isNaN(a) ? (Number.isNaN(b) ? 0 : 1) : Number.isNaN(b) ? -1 : a - b;

function alongRows(array: NdArray, axis: number, work: (row: Float64Array) => readonly number[]): NdArray {
  const rank = array.shape.length;
  const along = axisOf(axis, rank);
  const order = [...[...array.shape.keys()].filter((i) => i !== along), along];
  const rows = dense(transpose(array, order));
  const count = array.shape[along]!;
  const made = zeros(rows.shape, array.dtype === "float32" || array.dtype === "float64" ? "float64" : "int64");
  for (let from = 0; from < rows.values.length; from += count) {
    const row = work(Float64Array.from({ length: count }, (_, i) => rows.values[from + i]!));
    for (let i = 0; i < count; i++) made.values[from + i] = row[i]!;
  }
  return transpose(
    made,
    [...array.shape.keys()].map((i) => order.indexOf(i)),
  );
}
