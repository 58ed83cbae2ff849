import type { KeyValueLayout } from "./layout";
import type { LiveBuffers } from "./liveBuffers";
import type { HeadRows, RowMemory } from "./rows";
import type { BlockRows } from "./store";

export interface DeviceBlock {
  readonly rows: number;
  /** [tensor][head][row][width]. */
  readonly buffer: GPUBuffer;
}

export interface DeviceBlocks {
  /** A copy of the live rows [start, end). */
  save(live: Pick<LiveBuffers, "head">, start: number, end: number): DeviceBlock;
  /** Copies saved rows into the live ones, from row `keep` on. */
  restore(live: LiveBuffers, keep: number, saved: readonly BlockRows<DeviceBlock>[]): void;
  /** Some rows of a block as a block of their own. */
  part(block: DeviceBlock, fromRow: number, count: number): DeviceBlock;
}

export function createDeviceBlocks(memory: RowMemory, layout: KeyValueLayout): DeviceBlocks {
  const allocate = (rows: number): DeviceBlock => ({
    rows,
    buffer: memory.allocate(rows * layout.tensors.length * layout.heads),
  });
  const headOf = ({ buffer, rows }: DeviceBlock, tensor: number, head: number): HeadRows => ({
    buffer,
    start: (tensor * layout.heads + head) * rows,
  });
  return {
    save(live, start, end) {
      const block = allocate(end - start);
      memory.copy((tensor, head) => {
        const [from, to] = [live.head(tensor, head), headOf(block, tensor, head)];
        return [{ from, fromRow: start, to, toRow: 0, count: block.rows }];
      });
      return block;
    },
    restore(live, keep, saved) {
      memory.copy((tensor, head) => {
        let toRow = keep;
        return saved.map(({ block, from: fromRow, count }) => {
          const copy = { from: headOf(block, tensor, head), fromRow, to: live.head(tensor, head), toRow, count };
          toRow += count;
          return copy;
        });
      });
    },
    part(block, fromRow, count) {
      const copied = allocate(count);
      memory.copy((tensor, head) => {
        const [from, to] = [headOf(block, tensor, head), headOf(copied, tensor, head)];
        return [{ from, fromRow, to, toRow: 0, count }];
      });
      return copied;
    },
  };
}
