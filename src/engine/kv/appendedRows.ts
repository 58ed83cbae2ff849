// Behind the rows that are kept each run's own are put. What the runtime copies out is then a row a token, and not all of
// them: at 300 rows of SmolVLM-256M a token took an eighth less, at 1,000 a quarter.
import type { Runtime } from "../ort/runtime";
import { floatBitsOf, outputOf } from "../ort/tensors";
import type { KeyValueLayout } from "./layout";
import { tensorOf } from "./memoryBlock";
import type { MemoryRows } from "./memoryRows";
import { createRowArrays, type RowArrays } from "./rowArrays";

/** For networks that give back a run's own rows. They have one head, which is all of the network's side by side. */
export function createAppendedRows(
  runtime: Runtime,
  layout: KeyValueLayout,
  rows: RowArrays = createRowArrays(layout),
): MemoryRows {
  return {
    get length() {
      return rows.length;
    },
    get capacity() {
      return rows.capacity;
    },
    block: rows.block,
    rewind(keep, saved) {
      rows.cut(keep);
      for (const each of saved) rows.putSaved(each);
    },
    bind() {
      const { tensors } = rows.block();
      return {
        feeds: Object.fromEntries(
          layout.tensors.map(({ past }, index) => [past, tensorOf(runtime, layout, tensors[index]!, 1, rows.length)]),
        ),
        fetches: Object.fromEntries(layout.tensors.map(({ present }) => [present, null])),
      };
    },
    accept(outputs, count) {
      const given = layout.tensors.map(({ present }) => floatBitsOf(outputOf(outputs, present)));
      rows.put((tensor) => given[tensor]!, count);
    },
    clear: rows.clear,
  };
}
