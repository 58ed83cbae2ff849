import type { Runtime, Tensor } from "../ort/runtime";
import type { FloatBits } from "../ort/tensors";
import type { KeyValueLayout } from "./layout";
import type { BlockRows } from "./store";

export interface MemoryBlock {
  readonly rows: number;
  /** One array a tensor, each [head][row][width]. */
  readonly tensors: readonly FloatBits[];
}

export const arrayOf = ({ type }: KeyValueLayout, length: number): FloatBits =>
  type === "float16" ? new Uint16Array(length) : new Float32Array(length);

/** Rows of one tensor of the layout, for one sequence or several, as the runtime takes them. */
export function tensorOf(
  runtime: Runtime,
  layout: KeyValueLayout,
  data: FloatBits,
  sequences: number,
  rows: number,
): Tensor {
  const dims = [sequences, layout.heads, rows, layout.width];
  return data instanceof Uint16Array
    ? new runtime.Tensor("float16", data, dims)
    : new runtime.Tensor("float32", data, dims);
}

/** One block with the rows of several, in order. */
export function joinRows(layout: KeyValueLayout, parts: readonly BlockRows<MemoryBlock>[]): MemoryBlock {
  const rows = parts.reduce((sum, { count }) => sum + count, 0);
  const { width, heads } = layout;
  const tensors = layout.tensors.map((_, tensor) => {
    const joined = arrayOf(layout, heads * rows * width);
    for (let head = 0; head < heads; head++) {
      let to = head * rows;
      for (const { block, from, count } of parts) {
        const start = (head * block.rows + from) * width;
        joined.set(block.tensors[tensor]!.subarray(start, start + count * width), to * width);
        to += count;
      }
    }
    return joined;
  });
  return { rows, tensors };
}
