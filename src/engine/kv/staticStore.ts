// Keys and values in graphics memory that never moves: each layer's buffers are both past and present of every run, and
// GroupQueryAttention writes the new rows in place. How many rows count is said by the attention mask alone, so going
// back is free, and what must survive it is copied out first.
import type { Device } from "../ort/device";
import type { Runtime } from "../ort/runtime";
import { createDeviceBatch } from "./deviceBatch";
import { createDeviceBlocks, type DeviceBlock } from "./deviceBlock";
import type { KeyValueLayout } from "./layout";
import { createLiveBuffers } from "./liveBuffers";
import { createRowMemory } from "./rows";
import type { KeyValueStore } from "./store";

export function createStaticStore(
  runtime: Runtime,
  device: Device,
  layout: KeyValueLayout,
  mostRows: number,
): KeyValueStore<DeviceBlock> {
  const memory = createRowMemory(device, layout);
  const live = createLiveBuffers(runtime, layout, memory, mostRows);
  const blocks = createDeviceBlocks(memory, layout);
  let length = 0;

  return {
    bytesPerRow: layout.bytesPerToken,
    isStatic: true,
    get length() {
      return length;
    },
    get liveBytes() {
      return live.capacity * layout.bytesPerToken;
    },
    bytes: ({ rows }) => rows * layout.bytesPerToken,
    release: ({ buffer }) => buffer.destroy(),
    split: (block, at) => [blocks.part(block, 0, at), blocks.part(block, at, block.rows - at)],
    save: (start, end) => blocks.save(live, start, end),
    rewind(keep, saved) {
      const total = saved.reduce((rows, { count }) => rows + count, keep);
      live.grow(total, Math.min(keep, length));
      blocks.restore(live, keep, saved);
      length = total;
    },
    bind(count) {
      live.grow(length + count, length);
      const bound = (name: "past" | "present") =>
        Object.fromEntries(layout.tensors.map((tensor, index) => [tensor[name], live.tensors[index]!]));
      return { feeds: bound("past"), fetches: bound("present") };
    },
    accept(_, count) {
      length += count;
    },
    openBatch: (size, rows) => createDeviceBatch({ runtime, device, layout }, { live, length, rows, size }),
    dispose() {
      live.destroy();
      length = 0;
    },
  };
}
