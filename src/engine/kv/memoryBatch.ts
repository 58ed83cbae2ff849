import type { Runtime } from "../ort/runtime";
import { type FloatBits, floatBitsOf, outputOf } from "../ort/tensors";
import type { KeyValueBatch } from "./batch";
import type { KeyValueLayout } from "./layout";
import { arrayOf, joinRows, type MemoryBlock, tensorOf } from "./memoryBlock";

/** Several sequences in ordinary memory, each tensor [sequence][head][row][width], replaced by longer ones. */
export function createMemoryBatch(
  runtime: Runtime,
  layout: KeyValueLayout,
  live: MemoryBlock,
  sequences: number,
): KeyValueBatch<MemoryBlock> {
  const everyone = Array.from({ length: sequences }, () => 0);
  let size = sequences;
  let rows = live.rows;
  let tensors: readonly FloatBits[] = live.tensors.map((data) => picked(data, layout, 1, everyone));

  return {
    get size() {
      return size;
    },
    get length() {
      return rows;
    },
    get bytes() {
      return size * rows * layout.bytesPerToken;
    },
    bind: () => ({
      feeds: Object.fromEntries(
        layout.tensors.map(({ past }, index) => [past, tensorOf(runtime, layout, tensors[index]!, size, rows)]),
      ),
      fetches: Object.fromEntries(layout.tensors.map(({ present }) => [present, null])),
    }),
    accept(outputs) {
      tensors = layout.tensors.map(({ present }) => floatBitsOf(outputOf(outputs, present)));
      rows++;
    },
    select(places) {
      tensors = tensors.map((data) => picked(data, layout, size, places));
      size = places.length;
    },
    save(place, start, end) {
      const own = tensors.map((data) => sequenceOf(data, size, place));
      return joinRows(layout, [{ block: { rows, tensors: own }, from: start, count: end - start }]);
    },
    dispose() {
      tensors = layout.tensors.map(() => arrayOf(layout, 0));
      size = 0;
    },
  };
}

function sequenceOf(data: FloatBits, size: number, place: number): FloatBits {
  const length = data.length / size;
  return data.subarray(place * length, (place + 1) * length);
}

function picked(data: FloatBits, layout: KeyValueLayout, size: number, places: readonly number[]): FloatBits {
  const length = data.length / size;
  const all = arrayOf(layout, places.length * length);
  for (const [to, place] of places.entries()) all.set(sequenceOf(data, size, place), to * length);
  return all;
}
