import type { FloatBits } from "../ort/tensors";
import type { KeyValueLayout } from "./layout";
import type { BlockRows } from "./store";

export interface MemoryBlock {
  /** That there is memory for. */
  readonly rows: number;
  /** One array a tensor, each [outer][row][inner]. */
  readonly tensors: readonly FloatBits[];
}

export const arrayOf = ({ type }: KeyValueLayout, length: number): FloatBits =>
  type === "float16" ? new Uint16Array(length) : new Float32Array(length);

/** Some rows of one tensor, [outer][rows][inner]. */
export interface RowsAt {
  readonly data: FloatBits;
  readonly rows: number;
  readonly first: number;
}

/** Fewer numbers are copied sooner one by one than as a part of the array, which is an object of its own. */
const FEW = 16;

export function copyRows(outer: number, inner: number, count: number, from: RowsAt, to: RowsAt): void {
  const size = count * inner;
  for (let line = 0; line < outer; line++) {
    const source = (line * from.rows + from.first) * inner;
    const target = (line * to.rows + to.first) * inner;
    copyNumbers(from.data, source, to.data, target, size);
  }
}

export function copyNumbers(from: FloatBits, source: number, to: FloatBits, target: number, size: number): void {
  if (size >= FEW) to.set(from.subarray(source, source + size), target);
  else for (let at = 0; at < size; at++) to[target + at] = from[source + at]!;
}

/** One block with the rows of several, in order, and no room for more. */
export function joinRows(layout: KeyValueLayout, parts: readonly BlockRows<MemoryBlock>[]): MemoryBlock {
  const rows = parts.reduce((sum, { count }) => sum + count, 0);
  const tensors = layout.tensors.map(({ outer, inner }, tensor) => {
    const data = arrayOf(layout, outer * rows * inner);
    let first = 0;
    for (const { block, from, count } of parts) {
      const source = { data: block.tensors[tensor]!, rows: block.rows, first: from };
      copyRows(outer, inner, count, source, { data, rows, first });
      first += count;
    }
    return data;
  });
  return { rows, tensors };
}

/** One of several sequences that stand one after another, without a copy. */
export function sequenceOf(data: FloatBits, sequences: number, place: number): FloatBits {
  const length = data.length / sequences;
  return data.subarray(place * length, (place + 1) * length);
}

/** Copies of the sequences at these places, one after another. */
export function picked(data: FloatBits, sequences: number, places: readonly number[]): FloatBits {
  const length = data.length / sequences;
  const size = places.length * length;
  const all = data instanceof Uint16Array ? new Uint16Array(size) : new Float32Array(size);
  for (const [to, place] of places.entries()) all.set(sequenceOf(data, sequences, place), to * length);
  return all;
}
