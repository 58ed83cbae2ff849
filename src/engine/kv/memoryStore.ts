// Keys and values in ordinary memory. This is the way on the CPU, where the runtime copies inputs in and outputs out whatever
// one does, and for graphs that cannot write in place.
import type { Runtime } from "../ort/runtime";
import { widen } from "../ort/tensors";
import { createJoinedBatch } from "./joinedBatch";
import type { KeyValueLayout } from "./layout";
import { createMemoryBatch } from "./memoryBatch";
import { joinRows, type MemoryBlock } from "./memoryBlock";
import { createRowArrays } from "./rowArrays";
import { createMemoryStates, restoreStates } from "./states";
import type { KeyValueStore } from "./store";

export function createMemoryStore(runtime: Runtime, layout: KeyValueLayout): KeyValueStore<MemoryBlock> {
  const live = createRowArrays(runtime, layout);
  const states = createMemoryStates(runtime, layout);
  return {
    bytesPerRow: layout.bytesPerToken,
    stateBytes: layout.stateBytes,
    isStatic: false,
    sharesRows: layout.joins,
    get length() {
      return live.length;
    },
    get liveBytes() {
      return live.bytes + layout.stateBytes;
    },
    get places() {
      return { past: live.length, rows: live.capacity, sequences: 1 };
    },
    bytes: ({ rows }) => rows * layout.bytesPerToken,
    split: (block, at) => [
      joinRows(layout, [{ block, from: 0, count: at }]),
      joinRows(layout, [{ block, from: at, count: block.rows - at }]),
    ],
    release: () => undefined,
    save: (start, end) => joinRows(layout, [{ block: live.block(), from: start, count: end - start }]),
    firstKeys({ tensors: [keys] }) {
      if (keys === undefined) throw new Error("A network without keys has no block");
      return keys instanceof Uint16Array ? widen(keys) : keys;
    },
    snapshot: states.snapshot,
    rewind(keep, saved, snapshot) {
      if (keep === live.length && saved.length === 0) return;
      live.rewind(keep, saved);
      restoreStates(layout, states, live.length, snapshot);
    },
    bind(ports) {
      live.bind(ports);
      states.bind(ports);
    },
    accept(outputs, count) {
      states.accept(outputs);
      live.accept(outputs, count);
    },
    openBatch: (size) =>
      layout.joins
        ? createJoinedBatch(runtime, layout, { block: live.block(), from: 0, count: live.length }, size)
        : createMemoryBatch({ runtime, layout, states }, { block: live.block(), from: 0, count: live.length }, size),
    dispose() {
      states.dispose();
      live.clear();
    },
  };
}
