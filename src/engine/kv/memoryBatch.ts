import type { Runtime, Tensor } from "../ort/runtime";
import { type FloatBits, floatBitsOf, outputOf } from "../ort/tensors";
import type { KeyValueBatch } from "./batch";
import type { KeyValueLayout, StateLayout } from "./layout";
import { joinRows, type MemoryBlock, picked, sequenceOf } from "./memoryBlock";
import { createRowArrays } from "./rowArrays";
import type { MemoryStates } from "./states";
import type { BlockRows } from "./store";

interface MemoryParts {
  readonly runtime: Runtime;
  readonly layout: KeyValueLayout;
  readonly states: MemoryStates;
}

/** Several sequences in ordinary memory, side by side. */
export function createMemoryBatch(
  { runtime, layout, states }: MemoryParts,
  live: BlockRows<MemoryBlock>,
  sequences: number,
): KeyValueBatch<MemoryBlock> {
  const rows = createRowArrays(runtime, layout, sequences);
  rows.rewind(0, [live]);
  const everyone = Array.from({ length: sequences }, () => 0);
  let ends: readonly FloatBits[] = states.values().map((data) => picked(data, 1, everyone));

  return {
    get size() {
      return rows.sequences;
    },
    get length() {
      return rows.length;
    },
    get bytes() {
      return rows.bytes + rows.sequences * layout.stateBytes;
    },
    get places() {
      return { past: rows.length, rows: rows.capacity, sequences: rows.sequences };
    },
    bind(ports) {
      rows.bind(ports);
      for (const [index, state] of layout.states.entries()) {
        ports.feeds[state.past] = stateTensor(runtime, state, ends[index]!, rows.sequences);
        ports.fetches[state.present] = null;
      }
    },
    accept(outputs) {
      rows.accept(outputs, 1);
      ends = layout.states.map(({ present }) => floatBitsOf(outputOf(outputs, present)));
    },
    select(places) {
      ends = ends.map((data) => picked(data, rows.sequences, places));
      rows.select(places);
    },
    save: (place, start, end) => joinRows(layout, [{ block: rows.block(place), from: start, count: end - start }]),
    // Copies, or one small state would keep those of all sequences in memory.
    snapshot: (place) => states.snapshotOf(ends.map((data) => sequenceOf(data, rows.sequences, place).slice())),
    dispose() {
      rows.clear();
      ends = [];
    },
  };
}

function stateTensor({ Tensor }: Runtime, { dims }: StateLayout, data: FloatBits, sequences: number): Tensor {
  const all = [sequences, ...dims.slice(1)];
  return data instanceof Uint16Array ? new Tensor("float16", data, all) : new Tensor("float32", data, all);
}
