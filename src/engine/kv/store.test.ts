import fc from "fast-check";
import { env, InferenceSession, Tensor } from "onnxruntime-web";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Feeds } from "../ort/session";
import { bytesOnDevice, fakeDevice } from "../testing/fakeDevice";
import { boundBy } from "../testing/ports";
import { type KeyValueLayout, type KeyValueTensor, layoutOf } from "./layout";
import { createMemoryStore } from "./memoryStore";
import { createStaticStore } from "./staticStore";
import type { KeyValueStore } from "./store";

const runtime = { InferenceSession, Tensor, env };
const NAMES = ["0.key", "0.value", "1.key", "1.value"];
const portsOf = (prefix: string, dims: readonly (number | string)[]) =>
  NAMES.map((name) => ({ name: `${prefix}.${name}`, type: "float32", dims }));
const ports = portsOf("past_key_values", ["batch", 2, "past", 4]);
const layout = layoutOf({ inputs: ports, outputs: [] });
/** A network that gives back a run's own rows, and has keys with the rows last. */
const ownOf = (prefix: string, rows: string) =>
  portsOf(prefix, []).map((port) => ({
    ...port,
    dims: ["batch", 2, 1, ...(port.name.endsWith("key") ? [4, rows] : [rows, 4])],
  }));
const appending = layoutOf({
  inputs: ownOf("past_key_values", "rows"),
  outputs: [{ name: "appended", type: "float32", dims: ["batch", "tokens", 4 * 2 * 4] }],
});

beforeEach(() => void vi.stubGlobal("GPUBufferUsage", { STORAGE: 1, COPY_SRC: 2, COPY_DST: 4 }));

/** The number at one place of one row, so that a row put elsewhere is seen. */
const valueAt = (mark: number, tensor: number, head: number, column: number): number =>
  mark * 1000 + tensor * 100 + head * 10 + column;

interface Kept {
  readonly layout: KeyValueLayout;
  create(): KeyValueStore<unknown>;
}

/** Where a number of one row stands: a row has its numbers side by side, or far apart where rows are last. */
const placeOf = ({ layout: { width } }: Kept, { inner }: KeyValueTensor, rows: number) =>
  inner === 1
    ? (head: number, row: number, column: number) => (head * width + column) * rows + row
    : (head: number, row: number, column: number) => (head * rows + row) * width + column;

/** Rows that a tensor has room for. */
const rowsIn = ({ dims }: Tensor, { before }: KeyValueTensor): number => dims[before.length + 1]!;

/** Appends rows as a run would: it gives back longer tensors, or its own rows alone, or writes in place. */
function append(kept: Kept, store: KeyValueStore<unknown>, marks: number[]) {
  const { feeds, fetches } = boundBy(store, marks.length);
  const outputs = kept.layout.appends ? { appended: ownRows(kept, marks) } : allRows(kept, store, feeds, marks);
  expect(Object.keys(fetches)).toEqual(Object.keys(outputs));
  store.accept(outputs as Feeds, marks.length);
}

/** All numbers of each row side by side, tensor by tensor and head by head. */
function ownRows({ layout: { tensors, heads, width } }: Kept, marks: readonly number[]): Tensor {
  const numbers = marks.flatMap((mark) =>
    tensors.flatMap((_, tensor) =>
      Array.from({ length: heads * width }, (_, at) => valueAt(mark, tensor, Math.floor(at / width), at % width)),
    ),
  );
  return new Tensor("float32", Float32Array.from(numbers), [1, marks.length, tensors.length * heads * width]);
}

function allRows(
  kept: Kept,
  store: KeyValueStore<unknown>,
  feeds: Feeds,
  marks: readonly number[],
): Record<string, Tensor> {
  const { tensors, heads, width } = kept.layout;
  const first = store.length;
  const outputs: Record<string, Tensor> = {};
  for (const [index, layer] of tensors.entries()) {
    const tensor = feeds[layer.past] as Tensor;
    const rows = store.isStatic ? rowsIn(tensor, layer) : first + marks.length;
    const data = store.isStatic ? floatsOf(tensor) : new Float32Array(heads * rows * width);
    const place = placeOf(kept, layer, rows);
    for (let head = 0; head < heads; head++) {
      if (!store.isStatic) {
        const before = floatsOf(tensor).subarray(head * first * width, (head + 1) * first * width);
        data.set(before, head * rows * width);
      }
      for (const [row, mark] of marks.entries()) {
        for (let column = 0; column < width; column++) {
          data[place(head, first + row, column)] = valueAt(mark, index, head, column);
        }
      }
    }
    const dims = [1, ...layer.before, rows, ...layer.after];
    outputs[layer.present] = store.isStatic ? tensor : new Tensor("float32", data, dims);
  }
  return outputs;
}

function floatsOf(tensor: Tensor): Float32Array {
  if (tensor.location === "cpu") return tensor.data as Float32Array;
  return new Float32Array(bytesOnDevice(tensor.gpuBuffer).buffer);
}

/** Every live row of every layer and head is the one that the marks say, and the network is told how many there are. */
function expectRows(kept: Kept, store: KeyValueStore<unknown>, marks: number[]) {
  const { tensors, heads } = kept.layout;
  expect(store.length).toBe(marks.length);
  expect(store.places.past).toBe(marks.length);
  const { feeds } = boundBy(store, 1);
  for (const [index, layer] of tensors.entries()) {
    const tensor = feeds[layer.past] as Tensor;
    const rows = rowsIn(tensor, layer);
    if (!store.isStatic) expect(rows).toBe(store.places.rows);
    const data = floatsOf(tensor);
    const place = placeOf(kept, layer, rows);
    for (const [row, mark] of marks.entries()) {
      for (let head = 0; head < heads; head++) {
        expect(data[place(head, row, 3)]).toBe(valueAt(mark, index, head, 3));
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

describe.each<[string, Kept]>([
  [
    "rows in memory, all given back",
    { layout, create: () => createMemoryStore(runtime, layout) as KeyValueStore<unknown> },
  ],
  [
    "rows in memory, a run's own given back",
    { layout: appending, create: () => createMemoryStore(runtime, appending) as KeyValueStore<unknown> },
  ],
  [
    "rows on a device",
    { layout, create: () => createStaticStore(runtime, fakeDevice(), layout, 4096) as KeyValueStore<unknown> },
  ],
])("the store of %s", (_, kept) => {
  it("has the rows it was given, wherever they were kept meanwhile", () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 12 }), (commands) => {
        const store = kept.create();
        let live: number[] = [];
        let next = 1;
        const saved: { block: unknown; marks: number[] }[] = [];
        for (const step of commands) {
          if (step.do === "append") {
            const marks = Array.from({ length: step.count }, () => next++);
            append(kept, store, marks);
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
          expectRows(kept, store, live);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe("layout", () => {
  it("is read from the graph", () => {
    const read = { heads: 2, width: 4, type: "float32", bytesPerToken: 4 * 2 * 4 * 4 };
    expect(layout).toMatchObject({ ...read, appends: false });
    expect(appending).toMatchObject({ ...read, appends: true });
  });

  it("tells states of one size from keys and values", () => {
    const states = [
      { name: "past_conv.1", type: "float32", dims: ["batch", 8, 3] },
      { name: "past_recurrent.1", type: "float16", dims: ["batch", 2, 4, 4] },
    ];
    expect(layoutOf({ inputs: [...ports, ...states], outputs: [] })).toMatchObject({
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
    ["no known shape", [{ name: "past_key_values.0.key", type: "float32", dims: ["batch", "heads", "past", 8] }]],
    ["no known shape", [...ports, { name: "past_key_values.2.key", type: "float32", dims: ["batch", 2, "past", 8] }]],
  ])("refuses what it cannot keep: %s", (words, inputs) => {
    expect(() => layoutOf({ inputs, outputs: [] })).toThrow(words);
  });
});
