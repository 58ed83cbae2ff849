import type { Ports } from "../ort/ports";
import type { Runtime, Tensor } from "../ort/runtime";
import type { KeyValueLayout } from "./layout";
import type { HeadRows, RowMemory } from "./rows";

/** One buffer a tensor, [head][row][width], with spare rows at the end of each head. */
export interface LiveBuffers {
  readonly capacity: number;
  /** Puts them in as both past and present of a run. */
  bind(ports: Ports): void;
  head(tensor: number, head: number): HeadRows;
  /** Room for at least `rows`, with the first `kept` rows carried over. */
  grow(rows: number, kept: number): void;
  destroy(): void;
}

/** Fewest rows that are allocated; more come in powers of two. */
const FIRST_ROWS = 512;

/** @param sequences how many share the layout's heads, one after another */
export function createLiveBuffers(
  runtime: Runtime,
  layout: KeyValueLayout,
  memory: RowMemory,
  mostRows: number,
  sequences = 1,
): LiveBuffers {
  let capacity = 0;
  let buffers: readonly GPUBuffer[] = [];
  let tensors: readonly Tensor[] = [];
  const headIn = (all: readonly GPUBuffer[], rows: number, tensor: number, head: number): HeadRows => ({
    buffer: all[tensor]!,
    start: head * rows,
  });
  const destroy = (): void => {
    for (const buffer of buffers) buffer.destroy();
  };
  return {
    get capacity() {
      return capacity;
    },
    bind({ feeds, fetches }) {
      for (const [index, { past, present }] of layout.tensors.entries()) {
        feeds[past] = tensors[index]!;
        fetches[present] = tensors[index]!;
      }
    },
    head: (tensor, head) => headIn(buffers, capacity, tensor, head),
    grow(rows, kept) {
      if (rows <= capacity) return;
      let wanted = Math.max(FIRST_ROWS, capacity);
      while (wanted < rows) wanted *= 2;
      const grown = Math.max(rows, Math.min(wanted, mostRows));
      const fresh = layout.tensors.map(() => memory.allocate(layout.heads * grown));
      if (kept > 0) {
        memory.copy((tensor, head) => [
          {
            from: headIn(buffers, capacity, tensor, head),
            fromRow: 0,
            to: headIn(fresh, grown, tensor, head),
            toRow: 0,
            count: kept,
          },
        ]);
      }
      destroy();
      buffers = fresh;
      capacity = grown;
      const dims = [sequences, layout.heads / sequences, grown, layout.width];
      tensors = fresh.map((buffer) => runtime.Tensor.fromGpuBuffer(buffer, { dataType: layout.type, dims }));
    },
    destroy() {
      destroy();
      buffers = [];
      tensors = [];
      capacity = 0;
    },
  };
}
