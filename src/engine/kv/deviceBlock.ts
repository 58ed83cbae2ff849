import type { KeyValueLayout } from "./layout";
import type { HeadRows, RowMemory } from "./rows";

export interface DeviceBlock {
  readonly rows: number;
  /** [tensor][head][row][width]. */
  readonly buffer: GPUBuffer;
}

export interface DeviceBlocks {
  allocate(rows: number): DeviceBlock;
  head(block: DeviceBlock, tensor: number, head: number): HeadRows;
  /** Some rows of a block as a block of their own. */
  part(block: DeviceBlock, fromRow: number, count: number): DeviceBlock;
}

export function createDeviceBlocks(memory: RowMemory, layout: KeyValueLayout): DeviceBlocks {
  const blocks: DeviceBlocks = {
    allocate: (rows) => ({ rows, buffer: memory.allocate(rows * layout.tensors.length * layout.heads) }),
    head: ({ buffer, rows }, tensor, head) => ({ buffer, start: (tensor * layout.heads + head) * rows }),
    part(block, fromRow, count) {
      const copied = blocks.allocate(count);
      memory.copy((tensor, head) => [
        { from: blocks.head(block, tensor, head), fromRow, to: blocks.head(copied, tensor, head), toRow: 0, count },
      ]);
      return copied;
    },
  };
  return blocks;
}
