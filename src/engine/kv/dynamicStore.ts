// Keys and values in ordinary memory, one tensor a layer that each run replaces by a longer one. This is the way on the
// CPU, where the runtime copies inputs in and outputs out whatever one does, and for graphs that cannot write in place.
import type { Runtime, Tensor } from "../ort/runtime";
import { type FloatBits, floatBitsOf, outputOf } from "../ort/tensors";
import type { KeyValueLayout } from "./layout";
import { createMemoryStates, restoreStates } from "./states";
import type { BlockRows, KeyValueStore } from "./store";

export interface MemoryBlock {
  readonly rows: number;
  /** One array a tensor, each [head][row][width]. */
  readonly tensors: readonly FloatBits[];
}

export function createDynamicStore(runtime: Runtime, layout: KeyValueLayout): KeyValueStore<MemoryBlock> {
  let live: MemoryBlock = emptyBlock(layout);
  const states = createMemoryStates(runtime, layout);
  const bytes = (block: MemoryBlock): number => block.rows * layout.bytesPerToken;
  const tensorOf = ({ rows, tensors }: MemoryBlock, index: number): Tensor => {
    const dims = [1, layout.heads, rows, layout.width];
    const data = tensors[index]!;
    return data instanceof Uint16Array
      ? new runtime.Tensor("float16", data, dims)
      : new runtime.Tensor("float32", data, dims);
  };
  return {
    bytesPerRow: layout.bytesPerToken,
    stateBytes: layout.stateBytes,
    isStatic: false,
    get length() {
      return live.rows;
    },
    get liveBytes() {
      return bytes(live) + layout.stateBytes;
    },
    bytes,
    split: (block, at) => [
      joinRows(layout, [{ block, from: 0, count: at }]),
      joinRows(layout, [{ block, from: at, count: block.rows - at }]),
    ],
    release: () => undefined,
    save: (start, end) => joinRows(layout, [{ block: live, from: start, count: end - start }]),
    snapshot: states.snapshot,
    rewind(keep, saved, snapshot) {
      if (keep === live.rows && saved.length === 0) return;
      live = joinRows(layout, [{ block: live, from: 0, count: keep }, ...saved]);
      restoreStates(layout, states, live.rows, snapshot);
    },
    bind() {
      const { feeds, fetches } = states.bind();
      return {
        feeds: {
          ...feeds,
          ...Object.fromEntries(layout.tensors.map(({ past }, index) => [past, tensorOf(live, index)])),
        },
        fetches: { ...fetches, ...Object.fromEntries(layout.tensors.map(({ present }) => [present, null])) },
      };
    },
    accept(outputs, count) {
      states.accept(outputs);
      const tensors = layout.tensors.map(({ present }) => floatBitsOf(outputOf(outputs, present)));
      live = { rows: live.rows + count, tensors };
    },
    dispose() {
      states.dispose();
      live = emptyBlock(layout);
    },
  };
}

const arrayOf = ({ type }: KeyValueLayout, length: number): FloatBits =>
  type === "float16" ? new Uint16Array(length) : new Float32Array(length);

const emptyBlock = (layout: KeyValueLayout): MemoryBlock => ({
  rows: 0,
  tensors: layout.tensors.map(() => arrayOf(layout, 0)),
});

/** One block with the rows of several, in order. */
function joinRows(layout: KeyValueLayout, parts: readonly BlockRows<MemoryBlock>[]): MemoryBlock {
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
