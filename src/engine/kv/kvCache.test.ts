import fc from "fast-check";
import { env, InferenceSession, Tensor } from "onnxruntime-web";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { bytesOnDevice, fakeDevice } from "../testing/fakeDevice";
import { boundBy } from "../testing/ports";
import { createKvCache, type KvCache } from "./kvCache";
import { layoutOf } from "./layout";
import { createMemoryStore } from "./memoryStore";
import { createStaticStore } from "./staticStore";
import type { KeyValueStore } from "./store";

const runtime = { InferenceSession, Tensor, env };
const layout = layoutOf({
  inputs: [
    { name: "past_key_values.0.key", type: "float32", dims: ["batch", 1, "past", 2] },
    { name: "past_conv.1", type: "float32", dims: ["batch", 2, 2] },
  ],
  outputs: [],
});
const ROW_BYTES = layout.bytesPerToken;

beforeEach(() => void vi.stubGlobal("GPUBufferUsage", { STORAGE: 1, COPY_SRC: 2, COPY_DST: 4 }));

const floatsOf = (tensor: Tensor): Float32Array =>
  tensor.location === "cpu" ? (tensor.data as Float32Array) : new Float32Array(bytesOnDevice(tensor.gpuBuffer).buffer);

/** A network whose rows are its keys and whose state is a number that every key before has changed. */
const stateAfter = (keys: readonly number[]): number => keys.reduce((state, key) => (state * 7 + key + 1) % 1009, 0);

function forward<Block>(store: KeyValueStore<Block>, keys: readonly number[]): void {
  const past = store.length;
  const { feeds, fetches } = boundBy(store, keys.length);
  const before = floatsOf(feeds["past_conv.1"] as Tensor)[0] as number;
  const state = keys.reduce((value, key) => (value * 7 + key + 1) % 1009, before);
  const kept = floatsOf(feeds["past_key_values.0.key"] as Tensor);
  const rows = store.isStatic ? kept : new Float32Array((past + keys.length) * 2);
  if (!store.isStatic) rows.set(kept.subarray(0, past * 2));
  for (const [index, key] of keys.entries()) rows.fill(key, (past + index) * 2, (past + index + 1) * 2);
  const states = store.isStatic ? floatsOf(fetches["present_conv.1"] as Tensor) : new Float32Array(4);
  states.fill(state);
  store.accept(
    {
      "present.0.key": new Tensor("float32", rows, [1, 1, rows.length / 2, 2]),
      "present_conv.1": new Tensor("float32", states.slice(0, 4), [1, 2, 2]),
    },
    keys.length,
  );
}

/** Takes a path up, computes the rest of it, and holds all that is kept against what it should be. */
function walk<Block>(
  store: KeyValueStore<Block>,
  cache: KvCache,
  keys: readonly number[],
  steps: readonly number[],
): number {
  const reused = cache.activate(keys, keys.length);
  const ends = [...new Set([...steps.filter((end) => end > reused && end < keys.length), keys.length])];
  let from = reused;
  for (const end of ends.sort((a, b) => a - b)) {
    if (end > from) {
      forward(store, keys.slice(from, end));
      cache.extend(keys.slice(from, end));
    }
    cache.mark();
    from = end;
  }
  const { feeds } = boundBy(store, 1);
  expect(store.length).toBe(keys.length);
  expect(floatsOf(feeds["past_conv.1"] as Tensor)[0]).toBe(stateAfter(keys));
  const rows = floatsOf(feeds["past_key_values.0.key"] as Tensor);
  expect(keys.map((_, index) => rows[index * 2])).toEqual(keys);
  return reused;
}

const path = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 14 });
const steps = fc.array(fc.integer({ min: 1, max: 13 }), { maxLength: 4 });

describe.each([
  ["in memory", () => createMemoryStore(runtime, layout) as KeyValueStore<unknown>],
  ["static", () => createStaticStore(runtime, fakeDevice(), layout, 4096) as KeyValueStore<unknown>],
])("paths with states in the %s store", (_, create) => {
  it("[K10] [K13] have the rows and the state of their own tokens, whatever was taken up and evicted before", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ path, steps }), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 0, max: 5000 }),
        (lines, spare) => {
          const store = create();
          const cache = createKvCache(store, store.liveBytes + spare);
          for (const line of lines) walk(store, cache, line.path, line.steps);
        },
      ),
      { numRuns: 150 },
    );
  });

  it("[K13] are taken up at the ends of steps, not between", () => {
    const store = create();
    const cache = createKvCache(store, 1e6);
    walk(store, cache, [1, 2, 3, 4, 5, 6], [2, 4]);
    expect(walk(store, cache, [1, 2, 3, 9], [])).toBe(2);
    expect(walk(store, cache, [1, 2, 3, 4, 8], [])).toBe(4);
    expect(walk(store, cache, [1, 2, 3, 4, 5, 6, 7], [])).toBe(6);
    expect(walk(store, cache, [5], [])).toBe(0);
    expect(walk(store, cache, [1, 2, 3, 9], [])).toBe(4);
  });

  it("[K13] are counted by bytes and go when forgotten", () => {
    const store = create();
    const cache = createKvCache(store, 1e6);
    const empty = cache.bytes;
    walk(store, cache, [1, 2, 3], [1, 2]);
    const live = cache.bytes - store.liveBytes;
    expect(live).toBe(3 * layout.stateBytes);
    walk(store, cache, [4], []);
    expect(cache.bytes - store.liveBytes).toBe(4 * layout.stateBytes + 3 * ROW_BYTES);
    cache.clear();
    expect(cache.bytes - store.liveBytes).toBe(0);
    expect(cache.bytes).toBeGreaterThanOrEqual(empty);
  });

  it("[K14] are thinned where the one before is nearest", () => {
    const store = create();
    const cache = createKvCache(store, 3 * layout.stateBytes * 4);
    walk(store, cache, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3], [4, 8, 9]);
    // Four were kept and three fit: what 9 holds is one token from 8.
    expect(cache.bytes - store.liveBytes).toBe(3 * layout.stateBytes);
    expect(walk(store, cache, [1, 2, 3, 4, 5, 6, 7, 8, 9, 2], [])).toBe(8);
    expect(walk(store, cache, [1, 2, 3, 4, 1], [])).toBe(4);
  });
});
