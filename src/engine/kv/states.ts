// What convolutions and recurrences keep of the tokens before: tensors of one size, each replaced by every run.
import type { Snapshot } from "../cache/treeNode";
import type { Device } from "../ort/device";
import type { Ports } from "../ort/ports";
import type { Runtime, Tensor } from "../ort/runtime";
import type { Feeds } from "../ort/session";
import { type FloatBits, floatBitsOf, outputOf } from "../ort/tensors";
import type { KeyValueLayout, StateLayout } from "./layout";

/** The states at the end of the live path. */
export interface States {
  /** Puts in what a run reads and writes. */
  bind(ports: Ports): void;
  accept(outputs: Feeds): void;
  snapshot(): Snapshot;
  /** As before the first token: all nought. */
  clear(): void;
  dispose(): void;
}

/** After a rewind to a path of `rows` positions. */
export function restoreStates(
  { stateBytes }: KeyValueLayout,
  states: States,
  rows: number,
  snapshot: Snapshot | undefined,
): void {
  if (stateBytes === 0) return;
  if (snapshot !== undefined) snapshot.restore();
  else if (rows === 0) states.clear();
  else throw new Error(`No state was kept for a path of ${rows} positions`);
}

export interface MemoryStates extends States {
  /** One array a state, at the live end. Nobody writes to them. */
  values(): readonly FloatBits[];
  /** Such values as something that can be gone back to. */
  snapshotOf(values: readonly FloatBits[]): Snapshot;
}

/** In ordinary memory. A run's outputs are arrays of their own, so that a snapshot is no copy. */
export function createMemoryStates(runtime: Runtime, { states, stateBytes }: KeyValueLayout): MemoryStates {
  const blank = (): readonly FloatBits[] =>
    states.map(({ type, length }) => (type === "float16" ? new Uint16Array(length) : new Float32Array(length)));
  let live = blank();
  const tensorOf = ({ dims }: StateLayout, data: FloatBits): Tensor =>
    data instanceof Uint16Array ? new runtime.Tensor("float16", data, dims) : new runtime.Tensor("float32", data, dims);
  const clear = (): void => {
    live = blank();
  };
  const snapshotOf = (values: readonly FloatBits[]): Snapshot => ({
    bytes: stateBytes,
    restore() {
      live = values;
    },
    release: () => undefined,
  });
  return {
    bind({ feeds, fetches }) {
      for (const [index, state] of states.entries()) {
        feeds[state.past] = tensorOf(state, live[index]!);
        fetches[state.present] = null;
      }
    },
    accept(outputs) {
      live = states.map(({ present }) => floatBitsOf(outputOf(outputs, present)));
    },
    values: () => live,
    snapshotOf,
    snapshot: () => snapshotOf(live),
    clear,
    dispose: clear,
  };
}

/**
 * On the device, in two sets of buffers: a run reads one and writes the other. Unlike keys and values, a state may not be
 * written where it is read, since every row of it changes.
 */
export function createDeviceStates(runtime: Runtime, { gpu }: Device, { states, stateBytes }: KeyValueLayout): States {
  const allocate = (): GPUBuffer[] =>
    states.map(({ length, type }) =>
      gpu.createBuffer({
        size: sizeOf(length, type),
        usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
      }),
    );
  const copy = (from: readonly GPUBuffer[], to: readonly GPUBuffer[]): void => {
    const encoder = gpu.createCommandEncoder();
    for (const [index, { length, type }] of states.entries()) {
      encoder.copyBufferToBuffer(from[index]!, 0, to[index]!, 0, sizeOf(length, type));
    }
    gpu.queue.submit([encoder.finish()]);
  };
  const destroy = (buffers: readonly GPUBuffer[]): void => {
    for (const buffer of buffers) buffer.destroy();
  };
  const tensorOf = ({ dims, type }: StateLayout, buffer: GPUBuffer): Tensor =>
    runtime.Tensor.fromGpuBuffer(buffer, { dataType: type, dims: [...dims] });
  let [live, next] = [allocate(), allocate()];
  // A new buffer is all nought, by WebGPU's own rule.
  const blank = allocate();
  return {
    bind({ feeds, fetches }) {
      for (const [index, state] of states.entries()) {
        feeds[state.past] = tensorOf(state, live[index]!);
        fetches[state.present] = tensorOf(state, next[index]!);
      }
    },
    accept() {
      [live, next] = [next, live];
    },
    snapshot() {
      const kept = allocate();
      copy(live, kept);
      return { bytes: stateBytes, restore: () => copy(kept, live), release: () => destroy(kept) };
    },
    clear: () => copy(blank, live),
    dispose() {
      for (const buffers of [live, next, blank]) destroy(buffers);
    },
  };
}

/** The runtime copies whole multiples of sixteen bytes. */
const sizeOf = (length: number, type: StateLayout["type"]): number =>
  Math.ceil((length * (type === "float16" ? 2 : 4)) / 16) * 16;
