// Keys and values in ordinary memory, one tensor a layer that each run replaces by a longer one. This is the way on the
// CPU, where the runtime copies inputs in and outputs out whatever one does, and for graphs that cannot write in place.
import type { Runtime } from "../ort/runtime";
import { floatBitsOf, outputOf, widen } from "../ort/tensors";
import type { KeyValueLayout } from "./layout";
import { createMemoryBatch } from "./memoryBatch";
import { arrayOf, joinRows, type MemoryBlock, tensorOf } from "./memoryBlock";
import { createMemoryStates, restoreStates } from "./states";
import type { KeyValueStore } from "./store";

export function createDynamicStore(runtime: Runtime, layout: KeyValueLayout): KeyValueStore<MemoryBlock> {
  let live: MemoryBlock = emptyBlock(layout);
  const states = createMemoryStates(runtime, layout);
  const bytes = (block: MemoryBlock): number => block.rows * layout.bytesPerToken;
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
    firstKeys({ tensors: [keys] }) {
      if (keys === undefined) throw new Error("A network without keys has no block");
      return keys instanceof Uint16Array ? widen(keys) : keys;
    },
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
          ...Object.fromEntries(
            layout.tensors.map(({ past }, i) => [past, tensorOf(runtime, layout, live.tensors[i]!, 1, live.rows)]),
          ),
        },
        fetches: { ...fetches, ...Object.fromEntries(layout.tensors.map(({ present }) => [present, null])) },
      };
    },
    accept(outputs, count) {
      states.accept(outputs);
      const tensors = layout.tensors.map(({ present }) => floatBitsOf(outputOf(outputs, present)));
      live = { rows: live.rows + count, tensors };
    },
    openBatch: (size) => createMemoryBatch({ runtime, layout, states }, live, size),
    dispose() {
      states.dispose();
      live = emptyBlock(layout);
    },
  };
}

const emptyBlock = (layout: KeyValueLayout): MemoryBlock => ({
  rows: 0,
  tensors: layout.tensors.map(() => arrayOf(layout, 0)),
});
