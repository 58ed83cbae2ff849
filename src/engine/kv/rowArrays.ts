import type { FloatBits } from "../ort/tensors";
import type { KeyValueLayout } from "./layout";
import { arrayOf, type MemoryBlock } from "./memoryBlock";
import type { BlockRows } from "./store";

/** One array a tensor, each [row][width], with room to spare behind the rows. For layouts of one head. */
export interface RowArrays {
  readonly length: number;
  /** Rows that there is memory for. */
  readonly capacity: number;
  /** The rows as they are, without a copy; they stand until the next change. */
  block(): MemoryBlock;
  /** Keeps the first rows alone. */
  cut(length: number): void;
  /** Puts rows behind those that there are, of each tensor as many. */
  put(rowsOf: (tensor: number) => FloatBits, count: number): void;
  putSaved(rows: BlockRows<MemoryBlock>): void;
  clear(): void;
}

/** How much more room than is needed is made, so that it is seldom made. */
const SPARE = 1.5;

export function createRowArrays(layout: KeyValueLayout): RowArrays {
  const { width } = layout;
  const none = (): readonly FloatBits[] => layout.tensors.map(() => arrayOf(layout, 0));
  const part = (data: FloatBits, from: number, count: number) => data.subarray(from * width, (from + count) * width);
  let [length, capacity] = [0, 0];
  let tensors = none();

  const makeRoom = (needed: number): void => {
    if (needed <= capacity) return;
    capacity = Math.ceil(needed * SPARE);
    tensors = tensors.map((data) => {
      const larger = arrayOf(layout, capacity * width);
      larger.set(part(data, 0, length));
      return larger;
    });
  };
  const put: RowArrays["put"] = (rowsOf, count) => {
    makeRoom(length + count);
    for (const [index, data] of tensors.entries()) data.set(rowsOf(index), length * width);
    length += count;
  };
  const clear = (): void => {
    [length, capacity] = [0, 0];
    tensors = none();
  };

  return {
    get length() {
      return length;
    },
    get capacity() {
      return capacity;
    },
    block: () => ({ rows: length, tensors: tensors.map((data) => part(data, 0, length)) }),
    cut(kept) {
      if (kept === 0) clear();
      else length = kept;
    },
    put,
    putSaved: ({ block, from, count }) => put((tensor) => part(block.tensors[tensor]!, from, count), count),
    clear,
  };
}
