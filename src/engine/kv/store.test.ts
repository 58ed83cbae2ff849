import fc from "fast-check";
import { env, InferenceSession, Tensor } from "onnxruntime-web";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Feeds } from "../ort/session";
import { bytesOnDevice, fakeDevice } from "../testing/fakeDevice";
import { createDynamicStore } from "./dynamicStore";
import { layoutOf } from "./layout";
import { createStaticStore } from "./staticStore";
import type { KeyValueStore } from "./store";

const runtime = { InferenceSession, Tensor, env };
const ports = ["0.key", "0.value", "1.key", "1.value"].map((name) => ({
  name: `past_key_values.${name}`,
  type: "float32",
  dims: ["batch", 2, "past", 4],
}));
const layout = layoutOf(ports);

beforeEach(() => void vi.stubGlobal("GPUBufferUsage", { STORAGE: 1, COPY_SRC: 2, COPY_DST: 4 }));

/** The number at one place of one row, so that a row put elsewhere is seen. */
const valueAt = (mark: number, tensor: number, head: number, column: number): number =>
  mark * 1000 + tensor * 100 + head * 10 + column;

/** Appends rows as a run would: the dynamic store gets longer tensors, the static one is written in place. */
function append<Block>(store: KeyValueStore<Block>, marks: readonly number[]): void {
  const past = store.length;
  const { feeds } = store.bind(marks.length);
  const outputs: Record<string, Tensor> = {};
  for (const [index, { past: name, present }] of layout.tensors.entries()) {
    const tensor = feeds[name] as Tensor;
    const rows = store.isStatic ? (tensor.dims[2] as number) : past + marks.length;
    const data = store.isStatic ? floatsOf(tensor) : new Float32Array(2 * rows * 4);
    for (let head = 0; head < 2; head++) {
      if (!store.isStatic) {
        const kept = floatsOf(tensor).subarray(head * past * 4, (head + 1) * past * 4);
        data.set(kept, head * rows * 4);
      }
      for (const [row, mark] of marks.entries()) {
        for (let column = 0; column < 4; column++) {
          data[(head * rows + past + row) * 4 + column] = valueAt(mark, index, head, column);
        }
      }
    }
    outputs[present] = store.isStatic ? tensor : new Tensor("float32", data, [1, 2, rows, 4]);
  }
  store.accept(outputs as Feeds, marks.length);
}

function floatsOf(tensor: Tensor): Float32Array {
  if (tensor.location === "cpu") return tensor.data as Float32Array;
  return new Float32Array(bytesOnDevice(tensor.gpuBuffer).buffer);
}

/** Every live row of every layer and head is the one that the marks say. */
function expectRows<Block>(store: KeyValueStore<Block>, marks: readonly number[]): void {
  expect(store.length).toBe(marks.length);
  const { feeds } = store.bind(1);
  for (const [index, { past }] of layout.tensors.entries()) {
    const tensor = feeds[past] as Tensor;
    const rows = tensor.dims[2] as number;
    const data = floatsOf(tensor);
    for (const [row, mark] of marks.entries()) {
      for (let head = 0; head < 2; head++) {
        expect(data[(head * rows + row) * 4 + 3]).toBe(valueAt(mark, index, head, 3));
      }
    }
  }
}

const command = fc.oneof(
  fc.record({ do: fc.constant("append" as const), count: fc.integer({ min: 1, max: 200 }) }),
  fc.record({ do: fc.constant("save" as const), from: fc.double({ min: 0, max: 0.99, noNaN: true }) }),
  fc.record({ do: fc.constant("rewind" as const), to: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({ do: fc.constant("restore" as const), which: fc.nat(3) }),
  fc.record({ do: fc.constant("split" as const), which: fc.nat(3), at: fc.double({ min: 0, max: 0.99, noNaN: true }) }),
);

describe.each([
  ["dynamic", () => createDynamicStore(runtime, layout) as KeyValueStore<unknown>],
  ["static", () => createStaticStore(runtime, fakeDevice(), layout, 4096) as KeyValueStore<unknown>],
])("the %s store", (_, create) => {
  it("has the rows it was given, wherever they were kept meanwhile", () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 12 }), (commands) => {
        const store = create();
        let live: number[] = [];
        let next = 1;
        const saved: { block: unknown; marks: number[] }[] = [];
        for (const step of commands) {
          if (step.do === "append") {
            const marks = Array.from({ length: step.count }, () => next++);
            append(store, marks);
            live.push(...marks);
          } else if (step.do === "save" && live.length > 0) {
            const from = Math.floor(step.from * live.length);
            saved.push({ block: store.save(from, live.length), marks: live.slice(from) });
          } else if (step.do === "rewind") {
            const to = Math.floor(step.to * live.length);
            store.rewind(to, []);
            live = live.slice(0, to);
          } else if (step.do === "restore" && saved.length > 0) {
            const { block, marks } = saved[step.which % saved.length] as (typeof saved)[number];
            const count = Math.ceil(marks.length / 2);
            const keep = Math.floor(live.length / 2);
            store.rewind(keep, [{ block, from: marks.length - count, count }]);
            live = [...live.slice(0, keep), ...marks.slice(marks.length - count)];
          } else if (step.do === "split" && saved.length > 0) {
            const [{ block, marks }] = saved.splice(step.which % saved.length, 1) as [(typeof saved)[number]];
            const at = Math.floor(step.at * marks.length);
            if (at === 0) continue;
            const [upper, lower] = store.split(block, at);
            expect(store.bytes(upper) + store.bytes(lower)).toBe(store.bytes(block));
            store.release(block);
            saved.push({ block: upper, marks: marks.slice(0, at) }, { block: lower, marks: marks.slice(at) });
          }
          expectRows(store, live);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe("layout", () => {
  it("is read from the graph", () => {
    expect(layout).toMatchObject({ heads: 2, width: 4, type: "float32", bytesPerToken: 4 * 2 * 4 * 4 });
  });

  it("tells states of one size from keys and values", () => {
    const states = [
      { name: "past_conv.1", type: "float32", dims: ["batch", 8, 3] },
      { name: "past_recurrent.1", type: "float16", dims: ["batch", 2, 4, 4] },
    ];
    expect(layoutOf([...ports, ...states])).toMatchObject({
      bytesPerToken: layout.bytesPerToken,
      stateBytes: 8 * 3 * 4 + 2 * 4 * 4 * 2,
      states: [
        { past: "past_conv.1", present: "present_conv.1", dims: [1, 8, 3] },
        { past: "past_recurrent.1", present: "present_recurrent.1", dims: [1, 2, 4, 4] },
      ],
    });
  });

  it.each([
    ["past_conv.0", [{ name: "past_conv.0", type: "float32", dims: ["batch", 8, "grows"] }]],
    ["past_window", [{ name: "past_window", type: "float32", dims: [1, 8] }]],
    ["no known shape", []],
    ["no known shape", [...ports, { name: "past_key_values.2.key", type: "float32", dims: ["batch", 2, "past", 8] }]],
  ])("refuses what it cannot keep: %s", (words, inputs) => {
    expect(() => layoutOf(inputs)).toThrow(words);
  });
});
