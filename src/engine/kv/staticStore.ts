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
import { createDeviceStates, restoreStates } from "./states";
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
  const states = createDeviceStates(runtime, device, layout);
  let length = 0;
  const openBatch = (size: number, rows: number) =>
    createDeviceBatch({ runtime, device, layout }, { live, length, rows, size });

  return {
    bytesPerRow: layout.bytesPerToken,
    stateBytes: layout.stateBytes,
    isStatic: true,
    sharesRows: false,
    get length() {
      return length;
    },
    get liveBytes() {
      return live.capacity * layout.bytesPerToken + 3 * layout.stateBytes;
    },
    get places() {
      return { past: length, sequences: 1 };
    },
    bytes: ({ rows }) => rows * layout.bytesPerToken,
    release: ({ buffer }) => buffer.destroy(),
    split: (block, at) => [blocks.part(block, 0, at), blocks.part(block, at, block.rows - at)],
    save: (start, end) => blocks.save(live, start, end),
    snapshot: states.snapshot,
    rewind(keep, saved, snapshot) {
      const isSame = keep === length && saved.length === 0;
      const total = saved.reduce((rows, { count }) => rows + count, keep);
      live.grow(total, Math.min(keep, length));
      blocks.restore(live, keep, saved);
      length = total;
      if (!isSame) restoreStates(layout, states, length, snapshot);
    },
    bind(ports, count) {
      live.grow(length + count, length);
      live.bind(ports);
      states.bind(ports);
    },
    accept(outputs, count) {
      states.accept(outputs);
      length += count;
    },
    ...(layout.stateBytes > 0 ? {} : { openBatch }),
    dispose() {
      live.destroy();
      states.dispose();
      length = 0;
    },
  };
}
