import type { Ports } from "../ort/ports";
import type { Runtime, Tensor } from "../ort/runtime";
import type { Feeds } from "../ort/session";
import { type FloatBits, floatBitsOf, outputOf } from "../ort/tensors";
import type { KeyValueLayout } from "./layout";
import { arrayOf, copyNumbers, copyRows, type MemoryBlock, picked, sequenceOf } from "./memoryBlock";
import type { BlockRows } from "./store";

/** Keys and values of one sequence or of several that are equally long, one array a tensor: [sequence][outer][row][inner]. */
export interface RowArrays {
  readonly sequences: number;
  /** Of each sequence. */
  readonly length: number;
  /** Rows that each sequence has memory for. The network is given them all; those from `length` on hold nothing. */
  readonly capacity: number;
  readonly bytes: number;
  /** One sequence's rows without a copy; they stand until the next change. */
  block(sequence?: number): MemoryBlock;
  /** Keeps the first rows of each sequence, and puts saved ones behind them. */
  rewind(keep: number, saved: readonly BlockRows<MemoryBlock>[]): void;
  /** Goes on with these sequences, in this order; one that is named twice stands twice. */
  select(places: readonly number[]): void;
  /** Puts in what a run reads and gives. */
  bind(ports: Ports): void;
  /** Takes what such a run gave, which appended as many rows to each sequence. */
  accept(outputs: Feeds, count: number): void;
  clear(): void;
}

/**
 * Room is made for so many rows at once. More of it is copied into the runtime for nothing, less is made anew more often:
 * sixteen rows too many are a fourteenth of a short trace's, and a whole copy every 32 tokens is not seen.
 */
const STEP = 32;

export function createRowArrays(runtime: Runtime, layout: KeyValueLayout, sequences = 1): RowArrays {
  const roomFor = (rows: number): number => (layout.appends ? Math.ceil(rows / STEP) * STEP : rows);
  const none = (): Held => ({
    sequences,
    length: 0,
    capacity: 0,
    tensors: layout.tensors.map(() => arrayOf(layout, 0)),
  });
  let held = none();
  return {
    get sequences() {
      return held.sequences;
    },
    get length() {
      return held.length;
    },
    get capacity() {
      return held.capacity;
    },
    get bytes() {
      return held.sequences * held.capacity * layout.bytesPerToken;
    },
    block: (sequence = 0) => ({
      rows: held.capacity,
      tensors: held.tensors.map((data) => sequenceOf(data, held.sequences, sequence)),
    }),
    rewind(keep, saved) {
      const total = saved.reduce((rows, { count }) => rows + count, keep);
      held = { ...resized(layout, held, Math.min(keep, held.length), roomFor(total)), length: total };
      putSaved(layout, held, keep, saved);
    },
    select(places) {
      const tensors = held.tensors.map((data) => picked(data, held.sequences, places));
      held = { ...held, sequences: places.length, tensors };
    },
    bind({ feeds, fetches }) {
      for (const [index, { past, present, before, after }] of layout.tensors.entries()) {
        const dims = [held.sequences, ...before, held.capacity, ...after];
        feeds[past] = tensorOf(runtime, held.tensors[index]!, dims);
        fetches[present] = null;
      }
    },
    accept(outputs, count) {
      const given = (present: string): FloatBits => floatBitsOf(outputOf(outputs, present));
      const [first, length] = [held.length, held.length + count];
      if (!layout.appends) {
        held = { ...held, length, capacity: length, tensors: layout.tensors.map(({ present }) => given(present)) };
        return;
      }
      held = { ...resized(layout, held, first, roomFor(length)), length };
      putAppended(layout, held, first, given(layout.tensors[0]!.present), count);
    },
    clear() {
      held = none();
    },
  };
}

interface Held {
  readonly sequences: number;
  readonly length: number;
  readonly capacity: number;
  readonly tensors: readonly FloatBits[];
}

/** The first rows with room for `capacity`. */
function resized(layout: KeyValueLayout, held: Held, keep: number, capacity: number): Held {
  if (capacity === held.capacity) return held;
  const tensors = layout.tensors.map(({ outer, inner }, index) => {
    const lines = held.sequences * outer;
    const data = arrayOf(layout, lines * capacity * inner);
    const source = { data: held.tensors[index]!, rows: held.capacity, first: 0 };
    copyRows(lines, inner, keep, source, { data, rows: capacity, first: 0 });
    return data;
  });
  return { ...held, capacity, tensors };
}

/** Puts the same rows into each sequence, from `first` on. */
function putSaved(layout: KeyValueLayout, held: Held, first: number, saved: readonly BlockRows<MemoryBlock>[]): void {
  let next = first;
  for (const { block, from, count } of saved) {
    for (const [tensor, { outer, inner }] of layout.tensors.entries()) {
      const source = { data: block.tensors[tensor]!, rows: block.rows, first: from };
      for (let sequence = 0; sequence < held.sequences; sequence++) {
        const data = sequenceOf(held.tensors[tensor]!, held.sequences, sequence);
        copyRows(outer, inner, count, source, { data, rows: held.capacity, first: next });
      }
    }
    next += count;
  }
}

/** Puts a run's own rows, as many of each sequence, from `first` on. They are [sequence][token][tensor][outer][inner]. */
function putAppended(
  { tensors, heads, width }: KeyValueLayout,
  held: Held,
  first: number,
  given: FloatBits,
  count: number,
): void {
  const each = heads * width;
  const stride = tensors.length * each;
  for (const [index, { outer, inner }] of tensors.entries()) {
    const data = held.tensors[index]!;
    for (let line = 0; line < held.sequences * outer; line++) {
      const sequence = Math.floor(line / outer);
      let source = sequence * count * stride + index * each + (line - sequence * outer) * inner;
      let target = (line * held.capacity + first) * inner;
      for (const end = target + count * inner; target < end; source += stride, target += inner)
        copyNumbers(given, source, data, target, inner);
    }
  }
}

const tensorOf = ({ Tensor }: Runtime, data: FloatBits, dims: readonly number[]): Tensor =>
  data instanceof Uint16Array ? new Tensor("float16", data, dims) : new Tensor("float32", data, dims);
