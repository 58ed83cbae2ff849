import type { Runtime, Tensor } from "../ort/runtime";
import { type FloatBits, floatBitsOf, outputOf } from "../ort/tensors";
import type { KeyValueBatch } from "./batch";
import type { KeyValueLayout, StateLayout } from "./layout";
import { arrayOf, joinRows, type MemoryBlock, tensorOf } from "./memoryBlock";
import type { MemoryStates } from "./states";

interface MemoryParts {
  readonly runtime: Runtime;
  readonly layout: KeyValueLayout;
  readonly states: MemoryStates;
}

/** Several sequences in ordinary memory, each tensor [sequence][head][row][width], replaced by longer ones. */
export function createMemoryBatch(
  { runtime, layout, states }: MemoryParts,
  live: MemoryBlock,
  sequences: number,
): KeyValueBatch<MemoryBlock> {
  const everyone = Array.from({ length: sequences }, () => 0);
  let size = sequences;
  let rows = live.rows;
  let tensors: readonly FloatBits[] = live.tensors.map((data) => picked(data, 1, everyone));
  let ends: readonly FloatBits[] = states.values().map((data) => picked(data, 1, everyone));

  return {
    get size() {
      return size;
    },
    get length() {
      return rows;
    },
    get bytes() {
      return size * (rows * layout.bytesPerToken + layout.stateBytes);
    },
    get places() {
      return { past: rows, sequences: size };
    },
    bind() {
      const pasts = layout.tensors.map(
        ({ past }, index) => [past, tensorOf(runtime, layout, tensors[index]!, size, rows)] as const,
      );
      const pastStates = layout.states.map(
        (state, index) => [state.past, stateTensor(runtime, state, ends[index]!, size)] as const,
      );
      const presents = [...layout.tensors, ...layout.states].map(({ present }) => [present, null] as const);
      return { feeds: Object.fromEntries([...pasts, ...pastStates]), fetches: Object.fromEntries(presents) };
    },
    accept(outputs) {
      const valuesOf = ({ present }: { readonly present: string }) => floatBitsOf(outputOf(outputs, present));
      const given = layout.tensors.map(valuesOf);
      tensors = layout.appends ? tensors.map((data, index) => lengthened(data, given[index]!, size)) : given;
      ends = layout.states.map(valuesOf);
      rows++;
    },
    select(places) {
      tensors = tensors.map((data) => picked(data, size, places));
      ends = ends.map((data) => picked(data, size, places));
      size = places.length;
    },
    save(place, start, end) {
      const own = tensors.map((data) => sequenceOf(data, size, place));
      return joinRows(layout, [{ block: { rows, tensors: own }, from: start, count: end - start }]);
    },
    // Copies, or one small state would keep those of all sequences in memory.
    snapshot: (place) => states.snapshotOf(ends.map((data) => sequenceOf(data, size, place).slice())),
    dispose() {
      tensors = layout.tensors.map(() => arrayOf(layout, 0));
      ends = [];
      size = 0;
    },
  };
}

function stateTensor({ Tensor }: Runtime, { dims }: StateLayout, data: FloatBits, sequences: number): Tensor {
  const all = [sequences, ...dims.slice(1)];
  return data instanceof Uint16Array ? new Tensor("float16", data, all) : new Tensor("float32", data, all);
}

function sequenceOf<Bits extends FloatBits>(data: Bits, size: number, place: number) {
  const length = data.length / size;
  return data.subarray(place * length, (place + 1) * length);
}

/** Each sequence with its new rows behind those that it has. */
function lengthened(data: FloatBits, appended: FloatBits, size: number): FloatBits {
  const [before, more] = [data.length / size, appended.length / size];
  const length = size * (before + more);
  const all = data instanceof Uint16Array ? new Uint16Array(length) : new Float32Array(length);
  for (let place = 0; place < size; place++) {
    all.set(sequenceOf(data, size, place), place * (before + more));
    all.set(sequenceOf(appended, size, place), place * (before + more) + before);
  }
  return all;
}

function picked(data: FloatBits, size: number, places: readonly number[]): FloatBits {
  const length = data.length / size;
  const all =
    data instanceof Uint16Array ? new Uint16Array(places.length * length) : new Float32Array(places.length * length);
  for (const [to, place] of places.entries()) all.set(sequenceOf(data, size, place), to * length);
  return all;
}
