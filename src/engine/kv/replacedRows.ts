// One tensor a layer that each run replaces by a longer one.
import type { Runtime } from "../ort/runtime";
import { floatBitsOf, outputOf } from "../ort/tensors";
import type { KeyValueLayout } from "./layout";
import { arrayOf, joinRows, type MemoryBlock, tensorOf } from "./memoryBlock";
import type { MemoryRows } from "./memoryRows";

export function createReplacedRows(runtime: Runtime, layout: KeyValueLayout): MemoryRows {
  const empty: MemoryBlock = { rows: 0, tensors: layout.tensors.map(() => arrayOf(layout, 0)) };
  let live = empty;
  return {
    get length() {
      return live.rows;
    },
    get capacity() {
      return live.rows;
    },
    block: () => live,
    rewind(keep, saved) {
      live = joinRows(layout, [{ block: live, from: 0, count: keep }, ...saved]);
    },
    bind: () => ({
      feeds: Object.fromEntries(
        layout.tensors.map(({ past }, i) => [past, tensorOf(runtime, layout, live.tensors[i]!, 1, live.rows)]),
      ),
      fetches: Object.fromEntries(layout.tensors.map(({ present }) => [present, null])),
    }),
    accept(outputs, count) {
      const tensors = layout.tensors.map(({ present }) => floatBitsOf(outputOf(outputs, present)));
      live = { rows: live.rows + count, tensors };
    },
    clear() {
      live = empty;
    },
  };
}
