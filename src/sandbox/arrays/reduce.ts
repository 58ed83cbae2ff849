import {
  ArrayError,
  axisOf,
  type Dtype,
  dense,
  isFloat,
  type NdArray,
  reshape,
  sizeOf,
  transpose,
  zeros,
} from "./ndarray";

type Part = { readonly values: ArrayLike<number>; readonly from: number; readonly count: number };

function sum({ values, from, count }: Part): number {
  let total = 0;
  for (let i = from; i < from + count; i++) total += values[i]!;
  return total;
}

function extreme({ values, from, count }: Part, isBetter: (a: number, b: number) => boolean): number {
  if (count === 0) throw new ArrayError("ValueError", "zero-size array to reduction operation which has no identity");
  let best = from;
  for (let i = from + 1; i < from + count; i++) if (isBetter(values[i]!, values[best]!)) best = i;
  return best;
}

function variance(part: Part): number {
  const mean = sum(part) / part.count;
  let total = 0;
  for (let i = part.from; i < part.from + part.count; i++) total += (part.values[i]! - mean) ** 2;
  return total / part.count;
}

const isMore = (a: number, b: number): boolean => a > b;
const isLess = (a: number, b: number): boolean => a < b;

/** What becomes of a row of values; the kind says of which type it is. */
const REDUCTIONS = {
  sum: ["total", sum],
  prod: ["total", (part) => fold(part, 1, (a, b) => a * b)],
  mean: ["float", (part) => sum(part) / part.count],
  var: ["float", variance],
  std: ["float", (part) => Math.sqrt(variance(part))],
  max: ["same", (part) => part.values[extreme(part, isMore)]!],
  min: ["same", (part) => part.values[extreme(part, isLess)]!],
  argmax: ["index", (part) => extreme(part, isMore) - part.from],
  argmin: ["index", (part) => extreme(part, isLess) - part.from],
  any: ["bool", (part) => fold(part, 0, (a, b) => (a || b ? 1 : 0))],
  all: ["bool", (part) => fold(part, 1, (a, b) => (a && b ? 1 : 0))],
  median: ["float", median],
} as const satisfies Record<string, readonly ["total" | "float" | "same" | "index" | "bool", (part: Part) => number]>;
export type ReductionName = keyof typeof REDUCTIONS;

function fold({ values, from, count }: Part, start: number, work: (a: number, b: number) => number): number {
  let folded = start;
  for (let i = from; i < from + count; i++) folded = work(folded, values[i]!);
  return folded;
}

function median({ values, from, count }: Part): number {
  const sorted = Float64Array.from({ length: count }, (_, i) => values[from + i]!).sort();
  return (sorted[Math.floor((count - 1) / 2)]! + sorted[Math.ceil((count - 1) / 2)]!) / 2;
}

function outcomeType(kind: (typeof REDUCTIONS)[ReductionName][0], dtype: Dtype): Dtype {
  if (kind === "bool") return "bool";
  if (kind === "index") return "int64";
  if (kind === "float") return dtype === "float32" ? "float32" : "float64";
  return kind === "same" || isFloat(dtype) ? dtype : "int64";
}

/** One value for each row along the axes; over all values where `axes` is null. */
export function reduce(name: ReductionName, array: NdArray, axes: readonly number[] | null, keep = false): NdArray {
  const rank = array.shape.length;
  const gone = new Set((axes ?? array.shape.map((_, i) => i)).map((axis) => axisOf(axis, rank)));
  const order = [...array.shape.keys()];
  const rows = dense(transpose(array, [...order.filter((i) => !gone.has(i)), ...order.filter((i) => gone.has(i))]));
  const left = order.filter((i) => !gone.has(i)).map((i) => array.shape[i]!);
  const count = sizeOf(order.filter((i) => gone.has(i)).map((i) => array.shape[i]!));
  const [kind, work] = REDUCTIONS[name];
  const made = zeros(left, outcomeType(kind, array.dtype));
  for (let i = 0; i < made.values.length; i++) made.values[i] = work({ values: rows.values, from: i * count, count });
  return keep
    ? reshape(
        made,
        array.shape.map((side, i) => (gone.has(i) ? 1 : side)),
      )
    : made;
}

/** Running totals over all values in C order, or along one axis. */
export function cumulated(array: NdArray, axis: number | null): NdArray {
  const dtype = isFloat(array.dtype) ? array.dtype : "int64";
  if (axis === null) {
    const { values } = dense(array);
    const made = zeros([values.length], dtype);
    let total = 0;
    for (let i = 0; i < values.length; i++) made.values[i] = total += values[i]!;
    return made;
  }
  const rank = array.shape.length;
  const along = axisOf(axis, rank);
  const order = [...[...array.shape.keys()].filter((i) => i !== along), along];
  const rows = dense(transpose(array, order));
  const made = zeros(rows.shape, dtype);
  const count = array.shape[along]!;
  for (let i = 0, total = 0; i < rows.values.length; i++) {
    total = i % count === 0 ? rows.values[i]! : total + rows.values[i]!;
    made.values[i] = total;
  }
  const back = [...array.shape.keys()].map((i) => order.indexOf(i));
  return transpose(made, back);
}
