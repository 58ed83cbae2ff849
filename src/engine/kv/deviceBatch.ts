import type { Device } from "../ort/device";
import type { Runtime } from "../ort/runtime";
import type { KeyValueBatch } from "./batch";
import { createDeviceBlocks, type DeviceBlock } from "./deviceBlock";
import type { KeyValueLayout } from "./layout";
import { createLiveBuffers, type LiveBuffers } from "./liveBuffers";
import { createRowMemory, type RowMemory } from "./rows";

interface DeviceParts {
  readonly runtime: Runtime;
  readonly device: Device;
  readonly layout: KeyValueLayout;
}

/** What every sequence begins as, and how far it may grow. */
interface Beginning {
  readonly live: LiveBuffers;
  readonly length: number;
  readonly rows: number;
  readonly size: number;
}

interface Sequences {
  readonly size: number;
  readonly memory: RowMemory;
  readonly buffers: LiveBuffers;
}

/** Several sequences in graphics memory, written in place: a sequence's heads follow those of the one before it. */
export function createDeviceBatch(
  parts: DeviceParts,
  { live, length, rows, size }: Beginning,
): KeyValueBatch<DeviceBlock> {
  const { layout, device } = parts;
  const blocks = createDeviceBlocks(createRowMemory(device, layout), layout);
  const everyone = Array.from({ length: size }, () => 0);
  let current = copied(parts, live, length, rows, everyone);
  let used = length;
  return {
    get size() {
      return current.size;
    },
    get length() {
      return used;
    },
    get bytes() {
      return current.size * current.buffers.capacity * layout.bytesPerToken;
    },
    get places() {
      return { past: used, sequences: current.size };
    },
    bind(ports) {
      current.buffers.grow(used + 1, used);
      current.buffers.bind(ports);
    },
    accept() {
      used++;
    },
    select(places) {
      const old = current.buffers;
      current = copied(parts, old, used, rows, places);
      old.destroy();
    },
    save(place, start, end) {
      const { buffers } = current;
      const one = { head: (tensor: number, head: number) => buffers.head(tensor, place * layout.heads + head) };
      return blocks.save(one, start, end);
    },
    snapshot() {
      throw new Error("Sequences on the device are opened for networks without states alone");
    },
    dispose: () => current.buffers.destroy(),
  };
}

/** New buffers whose sequences are those at `places` in old ones. */
function copied(
  { runtime, device, layout }: DeviceParts,
  from: Pick<LiveBuffers, "head">,
  length: number,
  mostRows: number,
  places: readonly number[],
): Sequences {
  const size = places.length;
  const wide = { ...layout, heads: layout.heads * size };
  const memory = createRowMemory(device, wide);
  const buffers = createLiveBuffers(runtime, wide, memory, mostRows, size);
  buffers.grow(mostRows, 0);
  memory.copy((tensor, head) => {
    const source = places[Math.floor(head / layout.heads)]! * layout.heads + (head % layout.heads);
    const target = buffers.head(tensor, head);
    return [{ from: from.head(tensor, source), fromRow: 0, to: target, toRow: 0, count: length }];
  });
  return { size, memory, buffers };
}
